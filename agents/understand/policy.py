"""Questions about orders, delivery, returns, payment and the account.

The wide patterns are read where nothing of the catalog is asked for; the strong
ones, which no wish for a product contains ("order 1234567", "my account"),
before any act on the cart: "remove the account" takes nothing out of it.
Source of the breadth: the 27 intents of Bitext's retail set; none of its text is used.
"""

import re

from agents.acts import Act
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part

_POLICY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("returns", re.compile(
        r"\b(?:return (?:policy|policies|label|window|period|an? |the |my |this |it|them|something|"
        r"shipping|items?|these|those|process|those|for)|returns?$|returns\b|refund\w*|money back|"
        r"(?:can|could|may|do|how do|if) i (?:\w+ )?(?:return|exchange|send (?:it|them|this|that|"
        r"these) back)|send(?:ing)? (?:it|them|something|this|that|an item) back|"
        r"exchange (?:it|them|this|that|policy|for|an|my|the)|bring (?:it|them) back|"
        r"\bchange my mind\b|does not fit (?:can|what|will)|if (?:it|they) (?:does|do) not fit|"
        r"wrong (?:item|size|product|order) (?:was|arrived|came|delivered)|(?:arrived|came|is|"
        r"was) (?:broken|damaged|defective)|returned\b|store credit)")),
    ("delivery", re.compile(
        r"\b(?:shipping|delivery|deliveries|deliver(?:ed|s)?|do you ship|ship (?:to|it|them|this|"
        r"internationally|overseas|free)|ships? (?:to|from|within)|"
        r"(?:when|how (?:long|soon|fast|quickly)) .*(?:arrive|get here|be here|come|deliver\w*|"
        r"ship\w*|reach me|show up)|"
        r"get it (?:by|before|tomorrow|today|in time)|arrive (?:by|before|in time|tomorrow)|"
        r"(?:store|curb ?side|in store|local) pick ?up|pick (?:it|them) up|click and collect|"
        r"(?:same|next|two|2) day|express|international(?:ly)?|customs)\b")),
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
        r"\bhas my\b.*\b(?:shipped|arrived|order)\b|\border i placed\b|"
        r"\b(?:order|package|parcel) (?:yet|arrive|shipped|late|lost|has not)\b")),
    ("payment", re.compile(
        r"\b(?:pay (?:with|by|in|using|via|later|monthly)|payment\w*|credit cards?|debit cards?|"
        r"paypal|apple pay|google pay|klarna|affirm|"
        r"afterpay|install?ments?|financing|invoice|receipt|promo(?:tion)? codes?|promo(?:tion)?s?|"
        r"coupons?|discount codes?|vouchers?|gift card balance|"
        r"redeem (?:a|my) |student discount|military discount|price match\w*|sales tax|"
        r"tax(?:es)?\b|charged (?:me|twice|my)|billing|accept (?:visa|mastercard|"
        r"amex|cash|paypal|cards|crypto|bitcoin)|bitcoin|loyalty (?:program|points)|(?:any|"
        r"a) (?:discounts?|deals|promotions) (?:for|if|available|today|right now|going on)|"
        r"have any (?:discounts|promotions|coupons)|"
        r"can i (?:get|have) (?:a |any )?discounts?|haggle|negotiate)\b")),
    ("account", re.compile(
        r"\b(?:my (?:account|password|profile|username|email|address|personal (?:data|information)|"
        r"data|subscription|membership|preferences|phone number)|"
        r"log ?(?:in|out|me in|me out)|sign (?:up|in|out|me up)|create an account|"
        r"delete (?:my )?account|forgot my|reset my password|newsletter|unsubscribe|privacy|"
        r"gdpr|register|(?:talk|speak|connect|chat|transfer|put|pass|get|switch|"
        r"escalate)(?: me)? (?:to|with|through to|through) (?:a |an |the |your |some |someone |"
        r"somebody )*(?:human|person|agent|someone|representative|rep|"
        r"real|manager|supervisor|customer|support|operator|people|staff|employee|associate)|"
        r"customer (?:service|support|care)|(?:real|live|actual) (?:human|person|agent)|"
        r"human agent|make a complaint|file a complaint|complaint|complain|contact (?:you|us|"
        r"number|info|someone|support)|phone number|opening hours|what time do you (?:open|close)|"
        r"store hours|are you open|"
        r"(?:nearest|closest) store|store (?:location|near)|physical store|warranty claim)\b")),
    ("returns", re.compile(r"\b(?:return|warranty) polic(?:y|ies)\b|\bgift ?wrap\w*\b|"
                           r"\bwrap (?:it|them|this|that|these)(?: up)?\b")),
)  # fmt: skip
_SHOPS = re.compile(r"\b(?:show me|looking for|i need a|find me|i want a)\b")

_ACCOUNTS = r"(?:\w+ ){0,4}?(?:accounts?|profiles?|registrations?|memberships?)"
_STRONG: tuple[tuple[str, re.Pattern[str]], ...] = (
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
        r"\bcustomer (?:assistance|service|support|care|reclamations?|claims?|complaints?)\b|"
        r"\b(?:talk|speak|talking|speaking|call|calling|chat|chatting|contact|contacting|"
        r"communicat\w+|reach)(?: (?:to|with))? (?:a |an |the |your |some |one of your )?(?:live |"
        r"real |human )?(?:somebody|someone|persons?|agents?|humans?|assistants?|operators?|"
        r"representatives?|people|staff|support|team)\b|"
        r"\b(?:reclamations?|file (?:a )?claims?|filing (?:a )?claims?|lodg\w+|claim against|"
        r"complaints?|complain)\b|"
        r"\b(?:send|leave|leaving|submit\w*|give|write|post|make|sharing|share) (?:\w+ ){0,3}?"
        r"(?:feedback|comments?|opinions?|reviews?)\b|"
        r"\b(?:subscri\w+|unsubscri\w+) (?:to|from)\b|\bnewsletters?\b|"
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
_NOT_STRONG = re.compile(r"\b(?:notebook|book|holder|wallet|tray|organizer|folder)s? for\b")


def read_strong_policy(part: Part) -> Reading | None:
    """Return what no words for a product contain: order numbers, accounts, complaints."""
    if _NOT_STRONG.search(part.text):
        return None
    for topic, pattern in _STRONG:
        if pattern.search(part.text):
            return Reading(Act.ORDER_OR_POLICY, confidence.PATTERN, part.words, topic=topic)
    return None


def read_policy(part: Part) -> Reading | None:
    """Return a question about orders, delivery, returns, payment or the account."""
    if _SHOPS.search(part.text) and part.found:
        return None
    for topic, pattern in _POLICY:
        if pattern.search(part.text):
            if (
                part.found
                and topic in ("order", "account")
                and any(f.kind.value in ("category", "feature") for f in part.found)
                and " my " not in f" {part.text} "
            ):
                continue
            return Reading(Act.ORDER_OR_POLICY, confidence.PATTERN, part.words, topic=topic)
    return None
