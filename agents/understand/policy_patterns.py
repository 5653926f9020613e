"""What asks about a shop's rules, topic by topic: the fine patterns, the wide and the strong ones.

Source of the breadth: the 27 intents of Bitext's retail set; none of its text is used.
"""

import re

_MONEY = (
    r"(?:euros?|eur|pounds?|sterling|gbp|quid|yen|francs?|rupees?|pesos?|(?:us |canadian |"
    r"australian )?dollars|usd|cad|aud|another currency|(?:other|foreign|my) currenc(?:y|ies))"
)
FINER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "currency",
        re.compile(
            rf"\b(?:take|accept|pay|paying|charge|convert(?: (?:it|that|this|them|the price))?)"
            rf"(?: (?:in|with|to|into))? {_MONEY}\b|"
            rf"\b(?:what is|how much is|what would|how much would|what does|how much does|"
            rf"what about)"
            rf" (?:it|that|this|they|those|the (?:price|first|second|third|total)(?: one)?)"
            rf"(?: (?:be|cost|come to))? in {_MONEY}\b|"
            rf"\b(?:is|are) (?:it|that|this|those|these|they|the prices?|prices)(?: all)?(?: in)? "
            rf"{_MONEY}\b|\b(?:what|which) currenc(?:y|ies)\b|\b(?:show|tell|give) (?:me )?"
            rf"(?:the |your )?prices? in {_MONEY}\b"
        ),
    ),
    (
        "exchange",
        re.compile(
            r"\bexchange (?:it|them|this|that|these|those|policy|an?|my|the|for|something|"
            r"items?)\b|"
            r"\bexchanges?$|\b(?:can|could|may|do|how do|if) i (?:\w+ )?exchange\b|"
            r"\bswap (?:it|them|this|that) (?:\w+ )?(?:after|once|later|if)\b|"
            r"\b(?:do you|offer|accept|allow|about) (?:\w+ )?exchanges\b"
        ),
    ),
    (
        "warranty",
        re.compile(
            r"\bwarrant(?:y|ies|ied)\b|\bguarantees?d?\b(?! (?:by|to|delivery))|"
            r"\b(?:what|and) if (?:it|they|this|the \w+) (?:breaks?|tears?|stops? working|fails?|"
            r"dies|falls? apart|wears? out|rips?|malfunctions?)\b|"
            r"\b(?:breaks|broke|stops working|stopped working|fell apart|falls apart) (?:after|"
            r"within|"
            r"in) (?:a|\d|the)\b|\brepairs? (?:service|it|them|policy)\b|\bdo you (?:repair|fix)\b"
        ),
    ),
    (
        "gift_wrap",
        re.compile(
            r"\bgift ?-?(?:wrap\w*|box(?:ing)?\b(?= (?:it|them|available|option|service)|$)|"
            r"notes?|messages?|receipts?|packaging|bags?$)|\bwrap (?:it|them|this|that|these|"
            r"my \w+)"
            r"(?: up)?\b|\b(?:wrapped|wrapping)(?: (?:up|as|for|paper|service|cost)| it|$)|"
            r"\b(?:a|personal|handwritten|greeting) (?:note|card|message) (?:with|to|in|"
            r"for) (?:it|the|"
            r"my|them)\b"
        ),
    ),
    (
        "discounts",
        re.compile(
            r"\b(?:promo(?:tion(?:al)?)?|discount|coupon|voucher|referral) ?codes?\b|\bcoupons?\b|"
            r"\bvouchers?\b|\b(?:student|military|senior|teacher|nurse|employee|first order|bulk|"
            r"birthday|new customer|veteran|first time|group|loyalty) (?:\w+ )?(?:discounts?|"
            r"rates?|"
            r"offers?|deals?)\b|\bprice ?match\w*|\bloyalty\b|\brewards? (?:program|points|card)\b|"
            r"\b(?:do you|are there|is there|any|have|offer|get|give me|have) (?:\w+ ){0,3}?"
            r"(?:discounts?|promotions?|promos?)\b(?! (?:code|on the \w+ one))|"
            r"\b(?:what|which|what kind of|what sort of) (?:\w+ )?(?:discounts?|promotions?|"
            r"promos?|coupons?|special offers?)\b|\b(?:tell me about|about) (?:your|the|any) "
            r"(?:discounts?|promotions?|promos?|special offers?)\b|"
            r"\b(?:haggle|negotiate|better price|lower price for me)\b|"
            r"\bmember(?:ship)? (?:discounts?|prices?|benefits?|perks)\b|\bblack friday\b|"
            r"\bwhen (?:is|are) (?:the|your) (?:next )?sales?\b"
        ),
    ),
    (
        "privacy",
        re.compile(
            r"\bprivacy\b|\bgdpr\b|\b(?:do|does|will|are|is|what|how|who|where|can) .*"
            r"\b(?:my|our|customer|personal|user) (?:personal )?(?:data|information|info|details|"
            r"recordings?|voice|conversations?)\b|\b(?:sell|share|store|keep|record|delete|erase) "
            r"my (?:personal )?(?:data|information|info|voice|conversations?)\b|"
            r"\bcookies? policy\b|"
            r"\bare you (?:recording|listening to|spying)\b|\bis this (?:call |conversation |"
            r"chat )?"
            r"(?:being )?recorded\b|\bdata protection\b"
        ),
    ),
    (
        "stores",
        re.compile(
            r"\b(?:opening|store|business|shop|holiday|working|closing) (?:hours?|times?)\b|"
            r"\bwhat (?:are your |time |hours )(?:hours|do you (?:open|close)|are you open)|"
            r"\b(?:are|were|will) you (?:guys )?(?:be )?(?:open|closed)\b|"
            r"\bwhen (?:do|are|does|will) (?:you|the (?:store|shop)) (?:be )?(?:open|close|"
            r"closed)\b|"
            r"\b(?:nearest|closest|nearby|local) (?:store|shop|location|branch|outlet)s?\b|"
            r"\b(?:store|shop) (?:locations?|near|address|finder)\b|\bphysical (?:store|shop|"
            r"location)s?\b|\bbrick and mortar\b|\b(?:where|do you have|is there|have) .*"
            r"\b(?:stores?|showrooms?|outlets?|branch(?:es)?|locations?|shop i can visit)\b"
            r"(?! (?:bought|brand|credit))|\bwhere are you (?:located|based)\b|"
            r"\b(?:try|see|look at) (?:it|them|this|these) (?:on )?in (?:a |the )?(?:store|shop|"
            r"person)\b|\bvisit (?:you|your store|the store|the shop)\b"
        ),
    ),
    (
        "contact",
        re.compile(
            r"\b(?:your|customer service|support) (?:\w+ )?(?:phone|telephone|contact|hotline|"
            r"whatsapp)(?: number| details| info\w*)?$|\bphone number\b(?<!my phone number)|"
            r"\bcontact (?:you|us|details|info\w*|number|form|page)\b|"
            r"\b(?:how|where) (?:do|can|could) i (?:reach|call|email|e ?mail|contact|phone|message|"
            r"write to|get (?:in touch|hold)) ?(?:with|of|to)?(?: you| someone| anyone|"
            r" the (?:shop|"
            r"store|company))?$|\b(?:what is|give me|have) (?:\w+ )?(?:your|the|an?) (?:support |"
            r"customer service |contact )?(?:e ?mail|email)(?: address)?\b|"
            r"\b(?:call|email|phone|ring|message) you(?: guys)?$|\bget in touch\b"
        ),
    ),
)
"""Topics with patterns of their own, read before the wide ones of the same words."""

WIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("returns", re.compile(
        r"\b(?:return (?:policy|policies|label|window|period|an? |the |my |this |it|them|something|"
        r"shipping|items?|these|those|process|those|for)|returns?$|returns\b|refund\w*|money back|"
        r"(?:can|could|may|do|how do|if) i (?:\w+ )?(?:return|send (?:it|them|this|that|"
        r"these) back)|send(?:ing)? (?:it|them|something|this|that|an item) back|"
        r"bring (?:it|them) back|"
        r"\bchange my mind\b|does not fit (?:can|what|will)|if (?:it|they) (?:does|do) not fit|"
        r"wrong (?:item|size|product|order) (?:was|arrived|came|delivered)|(?:arrived|came|is|"
        r"was) (?:broken|damaged|defective)|returned\b|store credit)")),
    ("delivery", re.compile(
        r"\b(?:shipping|delivery|deliveries|deliver(?:ed|s)?|do you ship|ship (?:to|it|them|this|"
        r"internationally|overseas|free)|ships? (?:to|from|within)|"
        r"(?:when|how (?:long|soon|fast|quickly)) .*(?:arrive|get here|be here|come|deliver\w*|"
        r"ship\w*|reach me|show up)|"
        r"how (?:long|many days) (?:does|will|would) (?:it|that|this) (?:usually |normally )?take"
        r"(?: to (?:arrive|get (?:here|to me)|be delivered|ship))?$|"
        r"get it (?:by|before|tomorrow|today|in time)|arrive (?:by|before|in time|tomorrow)|"
        r"(?:store|curb ?side|in store|local) pick ?up|pick (?:it|them) up|click and collect|"
        r"(?:same|next|two|2) day (?:shipping|delivery|air)|"
        r"(?:express|international|overnight|free|standard|expedited|priority) (?:shipping|"
        r"delivery|post|mail)|internationally|customs (?:fees?|dut\w+|charges?)|"
        r"(?:pick (?:it|this|that|them|my order|these) up|collect (?:it|them|my order))"
        r"(?: (?:in|at|from) (?:the |a |your )?(?:store|shop))?)\b")),
    ("order", re.compile(
        r"\bwhere (?:is|are) my (?:order|package|parcel|stuff|delivery|things|item|items|purchase|"
        r"boots|shoes)\b|\btrack(?:ing)?\b(?! (?:pants|suit|bike|shoes|jacket|record|light|"
        r"lighting|saw))|"
        r"\border (?:status|number|history|confirmation)\b|\bstatus of (?:my|the|an) (?:order|"
        r"package|purchase)\b|"
        r"\b(?:cancel|change|modify|edit|update|check(?: on)?|find|amend|alter) (?:my|an|the|this|"
        r"that) (?:(?:last|recent|previous|latest) )?(?:order|purchase|subscription|"
        r"delivery address|shipping address)\b|\bmy (?:last|previous|past|recent|old) orders?\b|"
        r"\bmy orders?\b|\b(?:i ordered|i bought|my purchase)\b(?!.*\b(?:looking|need|want|show|"
        r"find)\b)|\bpackage (?:has|is|was|did) not\b|\bmissing (?:item|package|order)\b|"
        r"\bmy (?:package|parcel|order|item|delivery|stuff|things?) (?:never|still|has not|"
        r"have not|"
        r"did not|is late|is lost|is missing|was stolen)\b|"
        r"\bhas my\b.*\b(?:shipped|arrived|order)\b|\border i placed\b|"
        r"\b(?:order|package|parcel) (?:yet|arrive|shipped|late|lost|has not)\b")),
    ("payment", re.compile(
        r"\b(?:pay (?:with|by|in|using|via|later|monthly)|payment\w*|credit cards?|debit cards?|"
        r"paypal|apple pay|google pay|klarna|affirm|"
        r"afterpay|install?ments?|financing|invoice|receipt|promo(?:tion)? codes?|promo(?:tion)?s?|"
        r"coupons?|discount codes?|vouchers?|gift card balance|"
        r"redeem (?:a|my) |student discount|military discount|price match\w*|sales tax|"
        r"tax(?:es)?\b|charged (?:me|twice|my)|billing|(?:accept|take|use) (?:visa|mastercard|"
        r"american express|checks?|"
        r"amex|cash|paypal|cards|crypto|bitcoin)|bitcoin|loyalty (?:program|points)|(?:any|"
        r"a) (?:discounts?|deals|promotions) (?:for|if|available|today|right now|going on)|"
        r"have any (?:discounts|promotions|coupons)|"
        r"can i (?:get|have) (?:a |any )?discounts?|haggle|negotiate)\b")),
    ("account", re.compile(
        r"\b(?:my (?:account|password|profile|username|email|address|"
        r"subscription|membership|preferences|phone number)|"
        r"log ?(?:in|out|me in|me out)|sign (?:up|in|out|me up)|create an account|"
        r"delete (?:my )?account|forgot my|reset my password|newsletter|unsubscribe|register)\b")),
    ("contact", re.compile(
        r"\b(?:make a complaint|file a complaint|complaint|complain|customer (?:service|support|"
        r"care))\b")),
    ("returns", re.compile(r"\breturn polic(?:y|ies)\b")),
)  # fmt: skip
_ACCOUNTS = r"(?:\w+ ){0,4}?(?:accounts?|profiles?|registrations?|memberships?)"
STRONG: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("delivery", re.compile(
        r"\b(?:can|could|will|would|do) (?:i|we|you|it|they|that|this) (?:\w+ ){0,4}?(?:get|have|"
        r"receive|arrive|come|here|delivered?|send)\b.*\b(?:by|before|until|on) (?:monday|tuesday|"
        r"wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|next week|the weekend|"
        r"christmas|the \d)|\b(?:get|be) here (?:by|before|in time)\b")),
    ("returns", re.compile(
        r"\b(?:arrives?|comes?|delivered|shows? up|is|are|was) (?:already )?(?:broken|damaged|"
        r"defective|faulty)\b(?! in\b)")),
    ("privacy", re.compile(
        r"^(?!.*\b(?:edit|chang|updat|correct|modif|fix|amend)).*\b(?:my|our|customers?|personal) "
            r"(?:personal |private )?(?:data|information)\b"
        r"(?! (?:cable|plan))|\bprivacy (?:policy|notice|statement)\b")),
    ("returns", re.compile(
        r"\b(?:reimburs\w+|refund\w*|rebat(?:e|es|ing)|restitution|compensations?|"
        r"money back)\b")),
    ("order", re.compile(
        r"\b(?:orders?|purchases?|package|parcel|shipment) (?:number |id |with number |# ?|no )*"
        r"\d{4,}|"
        r"\b(?:cancel\w*|chang\w+|modify\w*|edit\w*|correct\w*|updat\w+|swap\w*|amend\w*|track\w*|"
        r"check\w*|locate|status of|eta of|where is) (?:\w+ ){0,4}?(?:my|the|an|last|placed|of) "
        r"(?:\w+ )?(?:orders?|purchases?)\b(?! of\b)|"
        r"\b(?:cancellation|termination|withdrawal|early exit|exit) (?:fees?|penalt(?:y|ies)|"
        r"charges?|costs?|policy)\b|\b(?:to ?cancel|cancell?ing|cancellation of) "
        r"(?:\w+ )?(?:order|purchase)\b")),
    (
        "account",
        re.compile(
            r"\b(?:restor\w*|recover\w*|retriev\w*|reset\w*|lost|forg[oe]t\w*|stolen|stole|change|"
            r"changing|get back) (?:\w+ ){0,5}?(?:pass|passwords?|passcode|pwd|pin|access key|"
            r"key of)\b|\b(?:key|pin|pin code|password|pwd|pass|passcode) (?:retrieval|recovery|"
            r"reset|restoration)\b|\b(?:edit|chang\w*|updat\w*|correct|modify\w*) (?:\w+ ){0,2}?"
            r"(?:personal (?:data|information|details)|my (?:data|information|details|user))\b"
        ),
    ),
    (
        "payment",
        re.compile(
            r"\b(?:my|the|your|our) (?:\w+ )?bills?(?: (?:from|of|for|i|#)|$)|\bbills? from\b"
        ),
    ),
    (
        "delivery",
        re.compile(
            r"\b(?:possible to|can i|could i|allowed to|able to) (?:order|buy|shop|purchase|"
            r"place an order|make an order|place orders) from (?!the|this|that|your|you|my|a |here)"
        ),
    ),
    ("account", re.compile(
        r"\b(?:open|opening|create|creating|make|delet\w+|remov\w+|clos\w+|cancel\w*|edit\w*|"
        r"modify\w*|correct\w*|chang\w+|updat\w+|switch\w*|us(?:e|ing)|upgrad\w+|"
        r"terminat\w+|log in to|"
        r"access\w*|register\w*|sign(?:ing)? up for|get|new|info\w*|data|details|on|about) "
        rf"{_ACCOUNTS}\b(?! (?:sneakers|shoes|boots))|"
        r"\baccounts?\b(?= (?:termination|deletion|cancellation|creation|details|information|"
        r"settings|holder|password))|"
        r"\b(?:sign ?-?up|registration|regist(?:er|ering))\b|"
        r"\b(?:user|access|profile|account) (?:\w+ )?(?:key|pin|password|code|name)\b|"
        r"\b(?:lost|forgot\w*|reset\w*|recover\w*|restore|retrieve|wrong|new) (?:\w+ ){0,3}?"
        r"(?:password|passcode|pin code|pin|access key|key of)\b|"
        r"\b(?:subscri\w+|unsubscri\w+) (?:to|from)\b|\bnewsletters?\b|"
        r"\bnewsletters? \w+\b")),
    ("contact", re.compile(
        r"\bcustomer (?:assistance|service|support|care|reclamations?|claims?|complaints?)\b|"
        r"\b(?:reclamations?|file (?:a )?claims?|filing (?:a )?claims?|lodg\w+|claim against|"
        r"complaints?|complain)\b|"
        r"\b(?:send|sending|leave|leaving|submit\w*|give|giving|write|writing|post|posting|make|"
            r"sharing|share|shoot|fill) (?:\w+ ){0,3}?"
        r"(?:feedback|comments?|opinions?|reviews?)\b|"
        r"\bwhat hours (?:can|do|are)\b")),
    ("payment", re.compile(
        r"\b(?:invoices?|receipts?)\b|\b(?:bill|bills) (?:# ?)?\d+|\bpayment (?:modalit\w+|"
        r"methods?|options?|types?|issues?|problems?|errors?)\b|\b(?:download|get|see|check|find) "
        r"(?:my |the |our )bills?\b")),
    ("delivery", re.compile(
        r"\b(?:shipments?|deliveries|shipping|delivery) (?:to|options?|methods?|times?|address|"
        r"period|costs?|fees?|date)\b|\b(?:deliver|shipp?|udeliver) to\b|"
        r"\b(?:update|updating|change|changing|correct\w*|edit\w*) (?:my|the|an|our) "
        r"(?:\w+ )?address\b|\blocate (?:my|the) (?:\w+ )?(?:parcel|package)\b|"
        r"\b(?:shipping|delivery) address\b|\baddress (?:has )?changed\b|"
        r"\bhow soon can i expect\b|\bdo you ship\b")),
)  # fmt: skip
