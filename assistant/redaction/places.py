"""Words of addresses, and those that no address is made of. Data only."""

from assistant.redaction.tokens import word_set

STREETS = word_set(
    """
    street avenue boulevard road lane drive court circle place terrace highway parkway square
    crescent st ave blvd rd ln dr ct hwy pkwy way trail loop row gardens close mews alley plaza
    turnpike pike freeway expressway cir pl ter sq trl crossing hill heights walk path run av
    strasse rue grove ridge wharf quay vista landing bend cove point parade esplanade mews circuit
    boulevarde promenade causeway bypass route marg salai chase dene croft rise green mead meadow
    meadows drove mount view vale wynd brae gate fold broadway cross villas grange yard walks
    embankment arcade approach drift hwy rte nagar layout colony enclave chowk bazaar galli bhavan
    glen knoll manor oval strand common ramp concourse corner link retreat pass crest pde tce cct
    cres bvd gdns wy mwy galli lorong
    """
)
WEAK_STREETS = word_set(
    """
    court circle place terrace square way trail loop row gardens close mews alley plaza pike ct
    pl ter sq cir crossing hill heights walk path run grove ridge vista landing bend cove point
    highway crescent av quay wharf rue chase dene croft rise green mead meadow meadows drove mount
    view vale brae gate fold broadway cross villas grange yard walks arcade approach drift route
    bazaar glen knoll manor oval strand common ramp corner link retreat pass crest circuit
    promenade parade layout rte colony concourse nagar enclave
    """
)
"""Also words of products and of questions: only a street where something else says so."""
LOCATES = word_set("live lives living located resides moved address reside")
MOVES = word_set(
    """
    ship ships shipped shipping deliver delivered delivery deliveries send sent sending mail
    mailed forward drop dropped bring post courier come go goes going went work works leave left
    collect bill billed courier driver redirect redirected delivering package parcel moving
    """
)
COUNTED = word_set("inch inches dollars pairs pack packs pieces i")
NO_STREET = word_set(
    """
    opens open opened
    hard flash usb tb gb thumb disk external belt front rear test four all internal portable
    solid ssd a an and any are as at back because but by can could do does for from have he her
    his how i if in inch inches feet foot dollar dollars buck bucks pack packs piece pieces is
    it its later me my not now of on or order over please pair pairs set sets she size sizes so
    than that their then there these they this those to too under up us was we what when where
    which who will with would you your percent star stars watt watts volt volts pound pounds
    ounce ounces cm mm by x speed door doors drawer tier tiers year years old person people
    player players wheel wheels way lane-marker carbon bulbs bulb seater seat count different
    more less other good great best only just items item ones one's pieces mile miles hour hours
    minute minutes day days week weeks month months today tomorrow bedroom star rated ply
    inch-wide thousand hundred or lumens lumen mah kelvin hz khz mhz ghz mp dpi rpm psi btu liter
    liters litre litres gallon gallons quart pint kg gram grams ml cl oz lb lbs amp amps mm
    eighth eighths quarters sixteenths
    metre metres meter meters ply denier grit gsm gauge calories servings
    """
)
"""No street is called so; a house number does not stand before them."""
BUILDINGS = word_set(
    """
    apartments apartment residency residences residence society towers tower enclave house court
    courts villas villa mansion mansions complex colony nagar layout homes heights chambers flats
    bhavan bhawan niwas sadan kunj vihar puram pet peth extension garden gardens plaza building
    buildings estate estates park phase sector block mall temple chowk cross main arcade hall
    lodge cottage farm barracks campus hostel halls college university hospital
    """
)
"""End the name of a building or of a quarter, behind a house number or a unit."""
HOUSES = word_set(
    """
    estate estates apartments mansions towers house hall lodge residency residences residence
    villas chambers flats cottages buildings barracks society
    """
)
"""Buildings whose name follows a number as a street's does: "12 Cavendish Hall"."""
FAMOUS = word_set(
    """
    jump_street downing_street mango_street sesame_street coronation_street cloverfield_lane
    electric_avenue revolutionary_road desolation_row copperhead_road tobacco_road
    """
)
"""Streets of films, books and songs: "21 Jump Street" is one where no town stands behind it."""
NO_ADDRESS = word_set(
    """
    same different wrong right correct incorrect old new usual on in still already saved not
    fine good what where changed missing there here up out updated invalid your my our that this
    correctly default
    """
)
"""Follow "my address is" where no address does."""
FOLLOWS = word_set(
    """
    and in please but so is if at on to for by with leave not thanks thank because or it the my i
    apartment apt unit suite floor number flat near as when that's that 's can could does do did ,
    . ? ! ; : ) ( - # , last tomorrow today yesterday again instead before after until now just
    over down out round beside behind that from where which who pls plz cheers right okay ok same
    mate lah love ta yeah yes btw thx next opposite above below between through every between since
    whenever unless though although there here tonight this these also too either then like asap
    actually has have had isn't wasn't was were will won't am are they we you he she they're we're
    you're i'm it's there's your our his her their any use using via after around during whose
    wants needs wanted needed says ordered works sorry
    """
)
"""What may follow a street; no "street shoes"."""
STOPS = (FOLLOWS - {",", ".", "-", "#", "in", "near", "at", "the", "apartment", "apt", "unit",
                     "suite", "floor", "number", "flat", "on"}) | word_set(
    """
    you we he she they me us him them i'm this your our his her their will would what why how
    text call email card phone name order want need show find send ship deliver leave use have
    has had get got under about up via it's there here ring only
    """
)  # fmt: skip
"""No address goes on behind them."""
