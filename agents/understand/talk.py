"""Talk around shopping: yes, no, stop, repeat and courtesies.

Patterns of our own. Orders and policies are in `policy`, what is not the shop's
business at all in `scope`.
"""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part
from retrieval.wordset import wordset

_POLITE = (
    r"(?:please|thanks|thank you|ok|now|for now|then|there|aisle|hey|just|so|well|oh|right|"
    r"and|but|alright|actually|dear|darling|love|mate|man|bro|dude|buddy|sir|madam|lol|haha|tho|"
    r"though|nah)"
)


def _whole(pattern: str) -> re.Pattern[str]:
    """Return a pattern that must cover the whole part but for polite words."""
    return re.compile(rf"^(?:{_POLITE} )*(?:{pattern})(?: {_POLITE})*$")


STOP = _whole(
    r"stop(?: (?:it|that|talking|speaking|there|right there|please|reading|listening))*|be quiet|"
    r"quiet|silence|(?:shut up|hush|be quiet|shush)(?: for a (?:second|minute|moment|sec|bit))?|"
    r"(?:ok )?(?:that is )?enough(?: now)?|cancel(?: (?:it|that|this))?|pause|(?:hold on|hang on|"
    r"wait)(?: (?:a|1|one) "
    r"(?:second|minute|moment|sec)| up)?|shh+|never ?mind(?: (?:that|it|then))?|no more|abort|quit|"
    r"leave it|"
    r"stop stop|give me a (?:second|minute|moment|sec)|one (?:second|moment|sec|minute)|forget it|"
    r"drop it|let it go"
)
REPEAT = re.compile(
    r"\b(?:say|tell me|read|repeat|run|give me) (?:that|it|this|them|those|the \w+)(?: to me| back|"
    r" for me| by me)? (?:again|once more|one more time)\b|"
    r"\b(?:can|could|would|will) you (?:please )?repeat\b|^(?:please )?repeat(?: (?:that|it|please|"
    r"yourself|the \w+|again|all that|what you said))*$|"
    r"\bwhat (?:was that|did you (?:just )?say)(?: again)?(?: please)?$|^(?:sorry |i am sorry |"
    r"excuse me |pardon )*(?:what|pardon(?: me)?|come again|excuse me|sorry|"
    r"say again|once more|again please|again|huh|one more time)(?: please)?$|\b(?:i )?(?:did|could|"
    r"can) not (?:hear|catch|understand|get|follow) "
    r"(?:that|you|it|what you|a word|the last)|\bsay again\b|\bcome again\b|\bonce more please\b|"
    r"\bspeak (?:up|louder)\b|"
    r"\bi missed (?:that|it|what you)|\bread (?:them|those|that|it) (?:again|back)\b"
)
_AGAIN = re.compile(
    r"^(?:(?:sorry|wait|ok|um|so|and|hmm|i forgot) )*(?:what (?:was|is|were|are)|which (?:was|is|"
    r"one "
    r"was)|tell me(?: about)?|remind me(?: what| of| about)?(?: was| is)?|repeat|say|go over|"
    r"read(?: me)?|"
    r"run (?:me )?(?:through|by me)) "
    r"(?P<what>(?:the |that )?(?:first|second|third|fourth|fifth|last|\d\w\w|[\w]+) (?:one|option|"
    r"product|thing|pair)|(?:number|option) \d|the (?:first|second|third|last))"
    r"(?: (?:was|is|were))?(?: (?:again|once more|one more time|please))+$"
)
"""One of the products shown, once more."""
LAST_PART = re.compile(
    r"\b(?:say|repeat|read|tell me|what was|missed|hear|catch) (?:me )?(?:again )?(?:just |"
    r"only )?the "
    r"(?:last|final|end)(?: (?:part|bit|thing|sentence|word|piece))?(?: (?:you said|again|"
    r"once more|"
    r"one more time|please|of that|of it))*$|\bhow did (?:that|it) end\b"
)
CONFIRM = _whole(
    r"(?:(?:yes|sure|ok|right|correct|exactly|perfect|absolutely|definitely|of course|certainly|"
    r"indeed|great|good|alright|fine|go ahead|do it|do that|please do|yes please|sounds (?:good|"
    r"great|fine|perfect|right)|"
    r"that is (?:right|correct|it|fine|good|perfect|great|the one|ok|exactly right)|"
    r"that works(?: for me)?|works for me|why not|"
    r"you got it|i do|it is|i am|affirmative|uh huh|mhm|mm hmm|cool|totally|for sure|i guess|"
    r"i think so|i would love that|"
    r"i would like that|very good|let us do (?:it|that)|that would be (?:great|nice|good|lovely|"
    r"perfect)|yes i do|you bet|"
    r"love it|yes it is|true|confirmed?|agreed|k|si|i agree|all good|go for it|make it so|"
    r"that is what i (?:want|said|meant)|go on|carry on|please go on|proceed) ?)+"
)
DENY = _whole(
    r"(?:(?:no|not really|not now|not yet|no thanks|no thank you|not today|negative|never|i do not|"
    r"i do not think so|no way|"
    r"absolutely not|of course not|definitely not|certainly not|not at all|do not|do not do that|"
    r"that is not right|that is wrong|wrong|incorrect|"
    r"that is not (?:it|what i (?:want|said|meant|asked for)|correct)|no it is not|i am good|"
    r"i am fine|not that|"
    r"not interested|i am not interested|i would rather not|"
    r"nothing|nothing else|that is all|"
    r"that is it|that will be all|that is everything|that will do|nothing more|i am all set|"
    r"all set|that is all i need|that is all for (?:now|today)|maybe later|"
    r"i am ok|no i am good|not for me|neither|not sure|no that is not what i (?:said|meant|want)|"
    r"that is not it) ?)+"
)

_YES = re.compile(r"\b(?:yes|sure|please|right|correct|do it|go ahead|exactly|of course)\b")
"""With "thanks" it takes one of these to agree: "perfect, thanks" only thanks."""

_SMALLTALK: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("insult", re.compile(
        r"\byou (?:are |re )?(?:so |such |really |a |an |total |fucking |freaking |complete |"
        r"utterly )*(?:piece of |pile of |load of |bunch of |bag of )?(?:stupid|dumb|idiot|"
        r"useless|terrible|awful|"
        r"suck|sucks|shit|junk|moron|worthless|trash|garbage|annoying|pathetic|horrible|crap|"
        r"rubbish|bad|"
        r"ugly|joke|waste|worst|incompetent|ridiculous)\b|"
        r"\b(?:fuck|screw) (?:you|off|this)\b|\bi hate (?:you|this (?:thing|app|bot|assistant|"
        r"robot))\b|\b(?:piece of (?:shit|crap|junk))\b|^(?:idiot|stupid|"
        r"moron|dumbass|asshole|bitch|bastard|fuck|shit|damn it|bullshit|wtf)(?: \w+)?$|"
        r"^(?:damn|dammit|ffs|for fuck sake|oh shit|crap|what the (?:fuck|hell|heck))$|"
        r"\bthis is (?:stupid|useless|bullshit|ridiculous)\b|"
        r"\b(?:stupid|dumb|useless|fucking) (?:bot|robot|machine|assistant|thing|computer|ai)\b|"
        r"\bgo to hell\b|\byou suck\b|\bshut the\b")),
    ("how_are_you", re.compile(
        r"\bhow (?:are|r) (?:you|things|we|ya)\b(?! (?:able|going to|different|gonna))|"
        r"\bhow is (?:it going|everything|your day|life|things)\b|"
        r"\bhow (?:have you|do you) (?:been|feel|do)\b|\bwhat is up\b|\bhow you doing\b|"
        r"\bare you (?:ok|well|good|having)\b")),
    ("identity", re.compile(
        r"\b(?:who|what) are you\b|\bwhat is your name\b|\bare you (?:a |an |even |really |"
        r"actually )*(?:robot|bot|human|real|person|ai|machine|"
        r"computer|alive|people|chatbot|siri|alexa|chatgpt|gpt)\b|\bwho (?:made|built|created|"
        r"programmed|do you work for|trained|developed)\b(?: you)?(?! (?:it|this|that|the|these|"
        r"them))|"
        r"\b(?:am i|i am|are we) (?:talking|speaking|chatting) (?:to|with)\b|\bwhat (?:model|"
        r"company|language model) are you\b|\bdo you have a name\b|"
        r"\bhow old are you\b|\bwhere are you from\b|\btell me about yourself\b|\byour name\b|"
        r"\bwhat should i call you\b")),
    ("help", re.compile(
        r"\bwhat (?:can|could|do|all can) you (?:do|help|offer|sell|have here|know)\b(?! (?:in|"
        r"for a|under|that))|\bhow (?:does this|do you|do i use|can you help|does it all|"
        r"should i use) ?"
        r"(?:work|help|this|you|me)?$|(?<!great )(?<!good )(?<!big )(?<!much )(?<!no )(?<!a )"
        r"(?<!your )(?<!the )(?<!of )\bhelp(?: me)?(?: please| out)?$|^(?:i need |please |"
        r"can you |could you )?help\b(?! me (?:find|choose|pick|get|with a|decide|look|"
        r"shop|buy|select))(?: me)?(?: please)?$|\bwhat (?:can|should|could|do) i (?:say|ask|"
        r"do here)\b|\bwhat are (?:your|you) (?:capabilities|able to)\b|\bhow can you (?:help|"
        r"assist)\b|"
        r"\bhow do i (?:use (?:this|you)|(?:start|begin|talk)(?= here| with you| to you|$))\b|"
        r"^what (?:do you sell|do you have|"
        r"kinds? of (?:things|products|stuff) do you (?:sell|have|carry))$|"
        r"\bwhat is this\b(?= (?:app|place|site|service)|$)|"
        r"\bwhat are your (?:options|departments|categories|features)\b|\bwhat departments\b")),
    ("thanks", re.compile(
        r"\b(?:thanks|thank you|thank u|cheers|much appreciated|i appreciate|appreciate it|ty|"
        r"thankyou|grateful)\b")),
    ("goodbye", re.compile(
        r"\b(?:bye|goodbye|good bye|bye bye|see (?:you|ya)(?: later| soon| around)?|good night|"
        r"farewell|talk (?:to you )?later|so long|take care|"
        r"catch you later|ciao|have a (?:good|great|nice) (?:day|one|night|evening|weekend)|"
        r"i am done|i am leaving|i have to go|gotta go|got to go|cya)\b$|^(?:ok |well )*(?:bye|"
        r"goodbye)\b")),
    ("compliment", re.compile(
        r"\b(?:you are|you have been|that is|this is|that was|it is)(?: (?:so|very|really|a|an|"
        r"just|such|pretty|super|quite))* (?:great|awesome|amazing|helpful|wonderful|fantastic|"
        r"brilliant|"
        r"smart|cool|nice|sweet|excellent|impressive|the best|good (?:job|work)|funny|cute|"
        r"incredible|lovely|kind|useful)(?: (?:help|assistant|bot|job|service))?$|\b(?:good|great|"
        r"nice|well|excellent|amazing|awesome) "
        r"(?:job|work|done|one|bot)$|\bi (?:love|like|adore) (?:you|this (?:app|assistant|thing|"
        r"service))\b|^(?:awesome|amazing|wow|nice|brilliant|wonderful|fantastic|excellent|"
        r"impressive|haha|lol|neat|sweet|lovely)(?: \w+)?$|\bmarry me\b|\bwill you be my\b")),
    ("greeting", re.compile(
        r"^(?:(?:well|oh|ok|so|um|and) )*(?:hi|hello|hey|hiya|howdy|greetings|yo|good (?:morning|"
        r"afternoon|evening|day)|hullo|sup|hola|hallo|morning|evening|"
        r"welcome|nice to meet you)\b(?: (?:there|aisle|you|all|everyone|again|hi|hello|hey|"
        r"assistant|good|morning|my|friend|is|anyone|anybody|home|can|hear|me|are))*$|"
        r"\bnice to meet you\b|\b(?:can|do) you hear me\b|\bare you (?:there|listening|"
        r"still there)\b|\bis (?:anyone|anybody) there\b|\btesting(?: testing)?(?: 1 2 3)?$|"
        r"^test(?:ing)?\b.{0,12}$")),
)  # fmt: skip


THINKING = re.compile(
    r"^(?:(?:hmm+|um+|uh+|well|ok|so|oh|er|ah|let me (?:think|see)|i do not know|i am not sure|"
    r"not sure|i am thinking|let us see|about it|for a (?:second|moment|minute)|yet) ?)+$"
)
"""Says nothing yet; never a search. "ok" and "oh" alone are read before."""
_CHANGED_MIND = _whole(r"(?:i )?(?:have )?changed my mind")
ELSE = "something_else"
"""`Reading.topic` of words that turn down what there is and do not say what for."""
PAUSE = "thinking"
"""`Reading.topic` of words that only ask for a moment."""
_LEAVES = re.compile(
    r"^(?:(?:ok|great|perfect|well|no|and) )*(?:thanks|thank you)(?: so much| very much)? "
    r"(?:that is (?:all|it|everything)|that will be all|i am (?:done|good|all set))(?: for \w+)*$|"
    r"^(?:that is (?:all|it)|that will be all) (?:thanks|thank you)$"
)


_NEITHER = re.compile(r"^(?:no |um |well |sorry )*neither(?: one)?(?: (?:please|thanks))*$")
"""Of two that are shown and no question is open: wants others."""


def read_control(part: Part) -> Reading | None:
    """Return stop, repeat, confirm or deny; None for anything else."""
    text = part.text
    if _LEAVES.match(text):
        return Reading(Act.SMALLTALK, confidence.WHOLE, part.words, topic="goodbye")
    if _AGAIN.match(text) and part.shown.titles:
        return Reading(Act.REPEAT, confidence.PATTERN, part.words, references=part.references)
    if LAST_PART.search(text) and not part.found:
        return Reading(Act.REPEAT, confidence.PATTERN, part.words, topic="last")
    if _CHANGED_MIND.match(text):
        return Reading(Act.UNCLEAR, confidence.WHOLE, part.words, topic=ELSE)
    if STOP.match(text):
        return Reading(Act.STOP, confidence.WHOLE, part.words)
    if REPEAT.search(text) and not part.found:
        return Reading(Act.REPEAT, confidence.PATTERN, part.words)
    if DENY.match(_VOCATIVES.sub("", text)) and not (
        _NEITHER.match(text) and part.shown.titles and not part.shown.asked
    ):
        return Reading(Act.DENY, confidence.WHOLE, part.words)
    if not part.shown.asked and not CONFIRM.match(text) and THINKING.match(text):
        return Reading(Act.UNCLEAR, confidence.NOTHING, part.words, topic=PAUSE)
    if "thank" in text and not _YES.search(text):
        return None
    if CONFIRM.match(text):
        return Reading(Act.CONFIRM, confidence.WHOLE, part.words)
    return None


_FIRST = frozenset({"insult", "how_are_you", "identity", "help"})


def read_personal(part: Part) -> Reading | None:
    """Return small talk about the assistant: who it is, what it can do, insults."""
    return _smalltalk(part, courtesies=False)


_VOCATIVES = re.compile(r" (?:dear|darling|love|mate|sir|madam|bro|dude|buddy|though|tho)\b")


def read_courtesy(part: Part) -> Reading | None:
    """Return greetings, thanks, compliments and goodbyes, and what is told with love."""
    return _fond(part) or _smalltalk(part, courtesies=True)


FOND = "fond"
"""`Reading.topic` of what somebody tells of those dear to them, and asks nothing."""
_SOMEBODY = (
    r"(?:(?:little|big|old|older|younger|new|two|2|three|3|own|dear|sweet|baby) )*"
    r"(?:cats?|dogs?|kitt(?:y|en|ens|ies)|pupp(?:y|ies)|pup|pets?|horse|bunny|rabbit|hamster|bird|fish|"
    r"sons?|daughters?|kids?|child|children|baby|babies|toddler|wife|husband|mom|mum|mother|dad|"
    r"father|grandma|grandpa|granny|nan|girlfriend|boyfriend|partner|sister|brother|family|"
    r"niece|nephew|grandson|granddaughter|grandkids|friend)"
)
_DEAR = re.compile(
    rf"^(?:(?:oh|aw|aww|you know|and|but|well|so|ha|haha|by the way|honestly) )*"
    rf"(?:i (?:just |really |do |so |absolutely )*(?:love|adore|miss) (?:my|our) {_SOMEBODY}|"
    rf"(?:my|our) {_SOMEBODY} (?:is|are) (?:(?:so|such|very|really|just|too|the|a|an|pretty|"
    r"absolutely|always|being) )*(?:cute|cutie|adorable|sweet|sweetest|sweetie|sweetheart|funny|"
    r"lovely|silly|beautiful|gorgeous|smart|clever|amazing|wonderful|best|cutest|funniest|crazy|"
    r"naughty|good (?:boy|girl)|angel|everything to me))\b(?P<rest>.*)$"
)
_STILL_ASKS = re.compile(
    r"\b(?:need|want|looking|find|show|get|buy|gift|present|something|anything|for|under|"
    r"would like|do you|have you|can you|could|what|which|recommend|suggest|but|likes?|loves?)\b"
)


def _fond(part: Part) -> Reading | None:
    """Read "my cat is so cute, her name is Olive"."""
    told = _DEAR.match(part.text)
    if told is None or part.asks or part.edits or part.of(Kind.CATEGORY) or part.of(Kind.PRICE):
        return None
    if _STILL_ASKS.search(told["rest"]):
        return None
    return Reading(Act.SMALLTALK, confidence.WHOLE, part.words, topic=FOND)


def _smalltalk(part: Part, courtesies: bool) -> Reading | None:
    # "are you a robot" is asked of us, also in a shop that sells robots.
    said = [f for f in part.found if f.strength >= 0.8]
    if said and (courtesies or not _ARE_YOU.search(part.text)):
        return None
    for topic, pattern in _SMALLTALK:
        if (topic not in _FIRST) is not courtesies:
            continue
        match = pattern.search(part.text)
        if match is None or (courtesies and any(not r.deictic for r in part.references)):
            continue
        # "thanks" may stand beside a wish; then the wish counts.
        rest = part.text.replace(match.group(), " ")
        others = [w for w in rest.split() if w not in _FILLING]
        if topic in ("insult", "identity", "help") or len(others) <= 4:
            return Reading(Act.SMALLTALK, confidence.PATTERN, part.words, topic=topic)
    return None


_ARE_YOU = re.compile(
    r"\bare you (?:a |an |really |even )*(?:robot|bot|human|machine|person|real|ai)\b"
)
_FILLING = wordset(
    "so very much for your you the a all that this is it help time ok well my dear a lot bunch "
    "everything and oh i really again aisle today doing then there now please good"
)
