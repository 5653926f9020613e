"""The phrases in which a price or a rating stands, as patterns over digits.

`price` decides what of this is a price.
"""

import re

from retrieval.wordset import wordset

_MONEY = (
    r"(?:(?:us |american |canadian |australian )?dollars?|bucks?|dollar ?bills?|usd|euros?|eur|"
    r"quid|pounds?(?: sterling)?|sterling|gbp|bills?|yen|jpy|cad|aud|chf|francs?|rupees?|inr|"
    r"pesos?|mxn|yuan|rmb|won|crowns?|kronor|kroner|sek|zloty|smackers|clams)"
)
_NUM = (
    rf"(?:(?:\$|usd|us \$|ca \$|euros|eur|pounds|gbp|"
    rf"yen) )?\d+(?:\.\d+)?(?:(?: -)? {_MONEY}(?: (?:and )?"
    rf"\d+(?: cents?)?)?| cents?| \$(?! \d))?"
)
_ABOUT = (
    r"(?:about|around|roughly|approximately|approx|say|like|maybe|let us say|a|the|some|just|only|"
    r"perhaps|probably|or|another|even|exactly|maximum|max|absolute|whole|entire|call it|i do not "
    r"know|somewhere|something|total of|in total|another)"
)


def _n(group: str) -> str:
    """Return the pattern of an amount, captured as `group`."""
    return rf"(?:{_ABOUT} ){{0,3}}(?P<{group}>{_NUM})"


_UP = (
    r"(?:over|above|more than|higher than|greater than|bigger than|(?:pricier|costlier|dearer|"
    r"steeper) than|more expensive than|exceeding|exceeds?|beyond|past|north of|in excess of|"
    r"upwards? of)"
)
_DOWN = (
    r"(?:under|below|beneath|underneath|less than|lower than|cheaper than|fewer than|smaller than|"
    r"less expensive than|(?:just )?(?:short|shy) of|south of)"
)
_EVEN = r"(?: or (?:equal to|at|exactly))?"
_NO = (
    r"(?:not|no|never|nothing|none|refuse|without|avoid|nor|neither|hate|unwilling|rather not|"
    r"stop|nowhere|skip|ignore|exclude|hide|leave out|filter out)"
)
_BETWEEN_NO = (
    r"(?: (?:to|want|wanna|be|been|have|has|having|spend|spending|pay|paying|go|going|goes|run|"
    r"cost|"
    r"costs|costing|me|us|you|anything|it|them|they|that|this|these|is|are|will|would|like|really|"
    r"a|"
    r"price|priced|should|can|could|even|much|any|all|do|one|ones|i|we|cent|penny|dollar|get|"
    r"getting|"
    r"show|see|buy|prices?|with|the|which|looking|willing|able|prepared|planning|trying|set|me "
    r"back|back|shell|out|drop|dropping|fork|part|hand|stretch|need|come|comes|in|at|for|on|set|"
    r"put|"
    r"exactly|necessarily))*?"
)
_NOT_OVER = rf"{_NO}{_BETWEEN_NO} {_UP}"
_NOT_UNDER = rf"{_NO}{_BETWEEN_NO} {_DOWN}"

_HIGH = (
    rf"(?:{_NOT_OVER}|(?:is |are |be |costs? |priced )?(?:(?:at |equal to )(?:or|and) {_DOWN}|"
    rf"(?<!\bno )(?<!\bnot )(?<!\bnothing )(?<!\bnever ){_DOWN}{_EVEN}|"
    r"at most|at the most|at the very most|at max|up to|not exceeding|not (?:to )?exceed|within|"
    r"inside of|(?:a )?(?:absolute |hard |upper |price |top )?(?:maximum|max|limit|cap|ceiling)"
    r"(?: price| budget| spend)?(?: is| of| at| be| would be| around)?|"
    r"capped at|topping out at|tops out at|"
    r"max(?:es|ing)? out at|keep (?:it|them|this|that|things|us|me) (?:to|at|within)|"
    r"as much as|as high as|upto|no greater than|"
    r"(?:do|does) not (?:cost|exceed)(?: more than| over)?|top (?:price|end|dollar)(?: is| of)))"
)
_LOW = (
    rf"(?:{_NOT_UNDER}|(?:is |are |be |costs? |priced )?(?:(?:at |equal to )(?:or|and) {_UP}|"
    rf"{_UP}{_EVEN}|at least|at the least|at the very least|"
    r"(?:at )?(?:a |the )?(?:minimum|min|floor)(?: price| budget| spend)?(?: is| of| at| be)?|"
    r"starting (?:at|from|around)|starts (?:at|from)|beginning at|from|low end(?: of| is)))"
)
_NEAR = (
    r"(?:around|about|roughly|approximately|approx|near(?:ly)?|close to|somewhere around|"
    r"somewhere near|in the (?:neighborhood|neighbourhood|range|region|ballpark|vicinity|area) of|"
    r"somewhere in the|ballpark|more or less|right around|circa|in or around|give or take|almost|"
    r"(?:some|any)where (?:close to|in the region of)|on the order of|hovering around|"
    r"in the (?:general )?(?:neighborhood|ballpark) of|close on)"
)
_BUDGET = (
    r"(?:(?:my |our |the |a |with a |on a |have a )?(?:price |total |max |maximum )?"
    r"(?:budget|price limit|spending limit|price range|limit|price point|max price|price)(?: is|"
    r" of| to| at| "
    r"would be| will be| being| should be| around| about)*|i have(?: got)?|we have(?: got)?|"
    r"i have only got|i only have|i got|have only|(?:can |to |will |could |would |want to |"
    r"willing to )"
    r"(?:only )?(?:spend|pay|afford|go)(?: up to| to| around| about)?|spend|spending|raise it to|"
    r"increase it to|lower it to|go up to|go as high as)"
)
_HIGH_AFTER = (
    r"(?:or (?:less|under|below|cheaper|lower|fewer)|(?:and|an) (?:under|below|less|lower|cheaper)|"
    r"(?:and|but) (?:no|not a (?:cent|penny|dollar)) (?:more|higher|over)|no more|"
    r"(?:at )?(?:the )?(?:very |absolute )?(?:max|maximum|tops)|(?:at|the|at the) (?:very )?most|"
    r"or so max|"
    r"(?:is|would be|being|has to be|as) (?:the|my|our|a|his|her) (?:absolute |upper |hard |price |"
    r"very )?(?:max|maximum|limit|budget|ceiling|cap|top)|(?:price )?(?:limit|ceiling|cap)|"
    r"(?:dollar |max |total )?budget|is as (?:high|much|far) as|is all (?:i|we) (?:have|can|want|"
    r"got)|is (?:about )?the most|is where i stop|to spend|and that is it|or bust)"
)
_LOW_AFTER = (
    r"(?:or (?:more|above|over|higher|up|upwards?|better|greater)|and (?:up|above|over|more|beyond|"
    r"higher|upwards?)|on up|as (?:a|the|my) (?:minimum|min|floor)|(?:dollar )?(?:minimum|min)|"
    r"at (?:the )?(?:very )?least|plus(?! or| shipping| "
    r"tax| tip)|upwards?|\+)"
)
_NEAR_AFTER = (
    r"(?:or so|ish|give or take(?: a (?:bit|little|few|couple)(?: bucks| dollars)?)?|"
    r"or thereabouts|"
    r"or (?:around|about) (?:there|that)|more or less|(?:dollar |price )?(?:range|ballpark|mark|"
    r"area|neighborhood|region|vicinity)|or something(?: like that)?|or near(?:by)?|-ish|roughly|"
    r"approximately)"
)
_SPREAD = r"(?:(?:give or take|plus or minus|plus minus|\+ or -|\+ / -|\+ -|\+) )"

RANGES = (
    re.compile(rf"\b(?:between|btw|b w|in between) {_n('a')} (?:and|to) {_n('b')}"),
    re.compile(
        rf"\b(?:from|starting at|starts at) {_n('a')} (?:to|up to|until|through|and up to|till|"
        rf"all the way "
        rf"(?:up )?to|and|going up to) {_n('b')}"
    ),
    re.compile(
        rf"\b(?:within|in the|betwixt) {_n('a')} (?:and|to|-) {_n('b')}(?: {_NEAR_AFTER}\b)?"
    ),
    re.compile(
        rf"\b{_HIGH} {_n('b')}(?: (?:and|but|though|yet|also|with|"
        rf"or)){{0,2}} (?:a )?{_LOW} {_n('a')}"
    ),
    re.compile(
        rf"\b{_LOW} {_n('a')}(?: (?:and|but|though|yet|also|with|"
        rf"or)){{0,2}} (?:a )?{_HIGH} {_n('b')}"
    ),
    re.compile(rf"(?<!\bat most )\b{_n('a')} (?:to|through|up to) {_n('b')}(?: {_NEAR_AFTER}\b)?"),
)
DASH = re.compile(rf"(?<![\d.])(?P<a>{_NUM}) (?P<b>{_NUM})(?: (?:price )?range\b)?")
NOT_OVER = re.compile(rf"\b{_NOT_OVER} {_n('a')}")
NOT_UNDER = re.compile(rf"\b{_NOT_UNDER} {_n('a')}")
HIGHS = (
    re.compile(rf"\b{_HIGH} {_n('a')}"),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_HIGH_AFTER}\b"),
)
LOWS = (
    re.compile(rf"\b{_LOW} {_n('a')}"),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_LOW_AFTER}(?!\w)"),
)
NEARS = (
    re.compile(rf"\b{_NEAR} {_n('a')}(?: {_NEAR_AFTER}\b)?"),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_NEAR_AFTER}\b"),
)
BUDGETS = (
    re.compile(rf"(?<!\bminimum )(?<!\bmin )(?<!\bstarting )\b{_BUDGET} {_n('a')}"),
    re.compile(
        rf"(?<![\d.])(?P<a>{_NUM}) (?:for (?:everything|all of (?:it|them)|the (?:lot|"
        rf"whole (?:thing|lot|"
        r"set|outfit)))|all together|altogether|all in|all told|in total)\b"
    ),
)
EITHER = re.compile(rf"(?<![\d.])(?P<a>{_NUM}) (?:or|and|or maybe) (?:maybe )?(?P<b>{_NUM})")
FOR_RANGE = re.compile(rf"\b(?:for|at|is|are|cost|costs) {_n('a')} (?:to|through) {_n('b')}")
PLAIN = re.compile(rf"(?:\bfor )?(?<![\d.])(?P<a>{_NUM})")
SOFT_WORDS = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|or so|ish|ballpark|or thereabouts|"
    r"give or take|"
    r"somewhere near|more or less)\b"
)
SPREADS = (
    re.compile(
        rf"(?<![\d.])(?P<a>{_NUM})(?: (?:but|and|with|maybe|or))* (?P<b>{_NUM}) (?:either way|"
        r"either side|up or down|more or less|in either direction|on either side|or so either way|"
        r"each way|above or below|over or under)\b"
    ),
    re.compile(
        rf"(?<![\d.])(?P<a>{_NUM})(?: (?:with|and))?(?: a| some)? (?:margin|leeway|wiggle room|"
        rf"slack|"
        rf"tolerance)(?: of)? (?P<b>{_NUM})"
    ),
    re.compile(rf"(?<![\d.])(?P<a>{_NUM}) {_SPREAD}(?:a )?(?P<b>{_NUM})"),
    re.compile(
        rf"\bwithin (?:about )?(?P<b>{_NUM}) (?:of|either side of|either way of) (?P<a>{_NUM})"
    ),
    re.compile(
        rf"\b(?:give or take|plus or minus) (?P<b>{_NUM}) (?:from|of|around|on) (?P<a>{_NUM})"
    ),
)
"""An amount and how far from it is fine: "sixty give or take ten"."""
_DECADE = r"(?:twenties|thirties|fourties|forties|fifties|sixties|seventies|eighties|nineties)"
DECADES = re.compile(
    r"\b(?:(?:in|around|about|for|at) (?:the |about the |around the )?)?"
    r"(?:(?P<part>lower|low|middle|mid|upper|high|early|late)(?: to (?P<end>mid|high|upper|low))?"
    r"(?: -)? )?"
    rf"(?P<d>(?P<many>\d+ )?(?:{_DECADE}|hundreds|thousands)|(?P<n>[1-9]0)(?: ' ?s|s| s)|teens)"
    rf"(?: (?:dollars?|bucks|somewhere|or so|range|price range)\b)?"
)
NOT_AFTER = wordset("size sizes number option age ages aged model series iphone version chapter")
CURRENCY = re.compile(rf"[$]|\busd\b|\b{_MONEY}\b|\bcents?\b")
CURRENCIES = (
    ("CAD", re.compile(r"\b(?:canadian dollars?|cad|ca \$)")),
    ("AUD", re.compile(r"\b(?:australian dollars?|aud)\b")),
    ("USD", re.compile(r"[$]|\b(?:dollars?|bucks?|usd|dollar ?bills?|smackers|clams)\b")),
    ("EUR", re.compile(r"\b(?:euros?|eur)\b")),
    ("GBP", re.compile(r"\b(?:pounds?|quid|sterling|gbp)\b")),
    ("JPY", re.compile(r"\b(?:yen|jpy)\b")),
    ("CHF", re.compile(r"\b(?:francs?|chf)\b")),
    ("INR", re.compile(r"\b(?:rupees?|inr)\b")),
    ("MXN", re.compile(r"\b(?:pesos?|mxn)\b")),
    ("CNY", re.compile(r"\b(?:yuan|rmb)\b")),
    ("KRW", re.compile(r"\bwon\b")),
    ("SEK", re.compile(r"\b(?:kronor|sek)\b")),
    ("PLN", re.compile(r"\bzloty\b")),
)
"""The currency that an amount was said in; "dollars" are the shop's where it has dollars."""
TOTAL = re.compile(
    r"\b(?:in total|total|altogether|all together|all in|all up|combined|overall|all told|in all|"
    r"(?:for )?(?:all|both|everything|the lot|the whole (?:thing|lot|set|outfit|order|bundle))"
    r"(?: of (?:it|them|this|that|those|these))?(?: together| combined)?)\b"
)
TOTAL_NEAR = re.compile(
    r"\b(?:total|overall|combined) (?:budget|price|cost|spend)\b|\b(?:budget|price|"
    r"cost) (?:in )?total\b|"
    r"\bfor (?:all of it|everything|the whole (?:thing|lot|set|outfit|bundle)|all of (?:them|"
    r"this))\b|"
    r"\b(?:altogether|all together|in total|all told)\b"
)
"""After or before an amount: it is for everything together, not for each thing."""
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
EACH = re.compile(
    r"\b(?:each|apiece|a piece|per (?:piece|item|pair|unit|person|one)|a pair|a pop|every one)\b"
)
PRICE_TALK = re.compile(r"\b(?:budget|price|prices|cost|costs|spend|pay|afford|money|priced)\b")

_STRICT = re.compile(rf"\b(?:{_UP}|{_DOWN})\b(?! my\b)")
FLIPPED = re.compile(rf"\b(?:{_NOT_OVER}|{_NOT_UNDER})\b|\b(?:do|does) not (?:cost|exceed)\b")
_OR_EVEN = re.compile(
    r"\bor (?:equal|exactly|at)\b|\b(?:at|equal to) (?:or|and) \w|\bupwards? of\b"
)


def excludes_bound(words: str) -> bool:
    """Tell whether the last bound of `words` leaves out its amount: "under", but not "not over".

    In a shop "under 150" does not take in a thing of 150.
    """
    last = None
    for match in _STRICT.finditer(words):
        last = match
    if last is None or _OR_EVEN.search(words):
        return False
    return not any(m.start() <= last.start() < m.end() for m in FLIPPED.finditer(words))


RATING = re.compile(
    r"\b(?:(?:at least|over|above|more than|minimum|min|better than|from|rated|rating|with|of|is|"
    r"a|average|higher than|or|ratings?) )*(?P<a>[1-5](?:\.\d+)?)(?: \+| plus)?(?: point \d)? "
    r"?-?stars?(?: (?:or (?:more|better|higher|above|up)|and (?:up|above|over|higher)|plus|\+|"
    r"minimum|rating|ratings|rated|reviews?))*"
    r"|\b(?:rated|rating|ratings)(?: of| is| at| that is)?(?: at least| over| above| more than| "
    r"higher than| better than| minimum)* (?P<b>[1-5](?:\.\d+)?)\b(?: \+| plus| or (?:more|higher|"
    r"better|above)| and (?:up|above))?"
    r"|\b(?:at least|over|above|more than|minimum) (?:a )?(?P<c>[1-5](?:\.\d+)?) (?:rating|rated)\b"
)
