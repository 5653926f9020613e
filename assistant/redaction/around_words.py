"""Words that stand beside names of people. Data only."""

from assistant.redaction.recipients import RELATIVES
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import word_set

PAUSES = word_set(
    "uh um er erm ah hmm mm like so well yeah yes yep ok okay sure hi hello hey oh and"
)
ROLES = RELATIVES | word_set(
    """
    dad mum nan nana gran granny grandma grandpa grandad granddad auntie fiancée fiancé spouse hubby
    landlord tenant manager supervisor secretary teacher tutor coach nanny doctor nurse client
    coworker flatmate housemate bestie mate pal buddy stepson stepdaughter stepmom stepdad
    stepmother stepfather godson goddaughter twin baby kid toddler newborn bride groom colleague
    guest receptionist concierge accountant lawyer plumber builder cleaner gardener carer caretaker
    in-law law ex girl boy lady man guy driver courier agent rep supervisor bridesmaid mentor
    kids twins children sons daughters sisters brothers nieces nephews parents grandparents
    grandkids friends neighbours neighbors students roommates
    student pupil classmate teammate customer employee
    """
)
OWNERS = word_set("my our his her their your")
HOLDERS = word_set(
    """
    myself cardholder holder recipient addressee buyer sender shopper purchaser payee signatory
    attn attention congratulations congrats
    """
)
DECORATIONS = word_set(
    """
    banner banners balloon balloons sign garland garlands bunting sash tiara topper toppers card
    cards cake candle candles sticker stickers badge decorations decoration napkins plates mug
    """
)
"""Say an event's wish themselves: "a happy birthday banner"."""
EVENTS = word_set("anniversary birthday wedding retirement graduation christmas easter diwali eid")
ENGRAVES = word_set(
    """
    engrave engraved engraving embroider embroidered embroidering embroidery monogram monogrammed
    inscribe inscribed inscription personalise personalised personalize personalized imprint etch
    etched stitch stitched emboss embossed monogramming dedication inscribing
    """
)
NOTES = word_set(
    "mug engraving necklace bracelet ring locket plate jersey shirt hoodie note message label tag"
    " card cake banner plaque sticker gift inscription"
)
SAYS = word_set("say says saying read reads reading")
WITH = SAYS | word_set("with for to : from as")
NAMED_ON = word_set(
    """
    card order account label parcel package booking reservation box form invoice bill receipt file
    collection pickup pick-up back front jersey shirt mug envelope badge cake door cup lunchbox
    delivery shipment profile membership ticket registry registration prescription subscription it
    """
)
PREPOSITIONS = word_set("for to from with")
GREETINGS = word_set("hi hello hey dear thanks cheers bye goodbye wishes regards sincerely")
ASKED = word_set("tell ask thank notify told asked text")
US = word_set("me i 'm us wife husband partner we mom mum dad son daughter sister brother")
CONTACTS = word_set("contact person signatory name next kin surname maiden")
DONE = word_set(
    """
    helped served handled assisted placed ordered bought paid signed made sent collected
    received accepted booked purchased
    """
)
LISTED_AS = word_set("listed ordered registered known signed down filed saved booked entered name")
JOBS = word_set(
    """
    plumber builder cleaner nanny physio trainer barber vet gardener electrician decorator waiter
    guy lady man woman girl boy driver courier agent rep colleague manager supervisor clerk cashier
    concierge porter doorman caretaker
    assistant representative receptionist operator advisor associate postman mailman
    """
)
BEFORE_JOBS = word_set("the your a this that delivery service support sales customer")
ADDS = word_set(
    """
    phone call ring contact
    add try put use remove list authorize authorise not print write cc invoice check find see track
    cancel refund let
    """
)
MODALS = word_set("let can could would will should may does did is was if has")
STARTS = word_set("so and but then when uh um , . if")
BEFORE_TITLES = word_set("for ask to is 's its attention from under named with see it im 'm am")
WHOSE = word_set(
    "account delivery collection first last full family middle maiden given user second billing"
    " cardholder"
)
TALKED = word_set("spoke spoken speak speaking talk talked talking chatted chatting dealt dealing")
GOOD_WISHES = frozenset(
    (
        ("well", "soon"), ("welcome", "home"), ("good", "luck"), ("well", "done"),
        ("thank", "you"), ("love", "you"), ("welcome", "back"),
    )
)  # fmt: skip
PERSONS = word_set("she he i they who me us him her them we")
BRANDS_OF = word_set(
    "brand product flavor flavour colour color model the store shop company of item"
)
MORE_TITLES = word_set(
    """
    professor prof reverend rev pastor rabbi sir sergeant colonel officer herr frau señora senora
    señor senor signora signor née nee formerly fao madam granny gran grandad auntie aunty tante oma
    opa nonna abuela
    """
)
KIN = word_set(
    "baby little uncle aunt auntie cousin grandma grandpa nana sister brother nurse twins"
)
WISHES = word_set("love wishes hugs kisses regards xoxo")
SOMEONE = word_set("someone somebody person")
BASE = word_set(
    """
    know need want like wear pick collect sign take get have use come receive order be drop
    return go
    """
)
TEAMS = word_set(
    """
    customer support service sales chat accounts delivery returns billing help team store shop
    desk
    """
)
FILES = word_set("system records database file books")
"""Where somebody's name is looked up."""
HUMAN = word_set(
    """
    said told asked ordered paid signed rang phoned thinks promised recommended helped wrote spoke
    died deserves outgrew
    """
)
"""What only people do, so that whoever did it is one."""
COMES = word_set("pick collect sign picking collecting signing around")
"""What is asked of people alone: "can Iolanthe sign for it"."""
FAMILY = word_set(
    """
    wife husband mum mom mother dad father birthday wedding shower christening graduation son
    retirement carer daughter sixteenth eighteenth thirtieth fortieth fiftieth sixtieth
    """
)
"""What people have: "Solveig's eighteenth"."""
PUT = word_set("put print write have stitch has wants")
"""Before what is written on a gift."""
TOLD = word_set("tell ask thank notify text email meet contact told asked gave give reach message")
SELVES = word_set("it this i that its thats im she he name who")
COPULAS = word_set("are were is 's 'm am be was : says shows said")
BEFORE_THINGS = word_set(
    """
    i you we they he she
    a an the any some these those by brand new called named more another no other every each best
    which what like love vs versus than or buy wear
    """
)
EVENTS_OF = (
    EVENTS
    | FAMILY
    | word_set(
        """
    party shower house address place account order orders name email number phone card getting
    turning having moving retiring graduating coming going starting leaving expecting becoming
    celebrating ordering picking collecting present gift baby room wife husband mom mum mother dad
    father sister brother daughter son kids parents boss friend office desk reservation booking
    christening baptism mitzvah engagement funeral delivery parcel package surname
    """
    )
)
TELL = word_set(
    """
    here speaking calling ordered placed bought signed turning wants needs likes loves picked asked
    put fitted measured hates wears said told wanted needed paid sent gave recommended suggested
    dropped
    """
)
WILL = word_set("will 'll can is 's are were have has did")
DOES = word_set(
    """
    pick collect sign receive picking collecting signing receiving getting turning having moving
    graduating retiring be been coming accept expecting home
    """
)
PUTS = word_set("on onto in")
PUT_ON = NAMED_ON | word_set(
    "mug cake gift tag envelope note back front collar bracelet locket handle lid cover"
    " shirt jersey hoodie bag blanket necklace ring watch bottle cup stocking sweater pillow cap"
)


DEARS = word_set(
    """
    love honey hun darling sweetie dear babe sugar angel king queen princess bud may will my hon
    duck pal mate chief boss guv legend pet buddy dude sir madam miss
    """
)
"""What somebody is called who is thanked."""

GOOD_WORDS = frozenset(word for pair in GOOD_WISHES for word in pair)
HINTS = (
    ROLES
    | HOLDERS
    | EVENTS
    | ENGRAVES
    | SAYS
    | GREETINGS
    | ASKED
    | CONTACTS
    | JOBS
    | TALKED
    | SOMEONE
    | MORE_TITLES
    | WISHES
    | TITLES
    | GOOD_WORDS - {"good", "home", "back", "you", "done"}
    | word_set(
        "name names named call called calls care goes go behalf memory instead sign by speaking"
        " here"
    )
)
"""Words one of which stands near a name that is a word too."""
FAR_HINTS = (
    ENGRAVES | SAYS | JOBS | word_set("name names sign signed by care behalf memory instead")
)
"""Of those, what may stand some words before it."""
NEXT = TELL | WILL | BASE | PUTS | word_set("from at s and no sorry wait i actually")
"""Words one of which stands right behind such a name."""
LEADS = (
    PREPOSITIONS
    | ADDS
    | MODALS
    | COPULAS
    | PAUSES
    | word_set("under as o s m am d its im thats no wait mean me")
)
"""Words one of which stands right before two names that are words too."""
