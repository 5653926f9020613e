"""The rules by which written tokens become words, in the order they are tried.

Each rule is a pattern tried at the start of a token and a function from its match to
words, or None to let the next rule try. Order is meaning: the longest reading first.
No pattern nests a repetition over the same characters, so any text is read in linear time.
"""

import re
from collections.abc import Callable

from speech.verbaliser import codes, dates, dimensions, money, names, quantities
from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import ABBREVIATIONS, PERIODS, UNITS

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Reader], str | None]]

_NUM = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_EURO = r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+"
_TO = r"(?:\s?[-–—]\s?|\s+to\s+)"
_UNIT = "(?:" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + r")(?![\w²³])"
_CODE = r"(?:USD|EUR|GBP|JPY|dollars?)(?!\w)"
_END = r"(?![\w])"
_STOP = r"(?:\.(?=\s+[a-z0-9(,;]))?"
"""The point of an abbreviated unit, where it does not end the sentence."""

_PART_OF = rf"(?:\s?(?P<unit>{_UNIT}|in(?=[.,;)]|$)|\"|″){_STOP})?"
"""What may follow a fraction: a measure."""

_ABBREVIATION = "|".join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))

RULES: tuple[Rule, ...] = (
    (re.compile(r"(?:https?://|www\.)\S+"), lambda _m, _r: "the link"),
    (re.compile(codes.PHONE), codes.phone),
    (re.compile(codes.LOCAL_PHONE), codes.local_phone),
    (re.compile(codes.NUMBERED), codes.numbered),
    (re.compile(codes.PARCEL), codes.parcel),
    (re.compile(dates.ISO_DATE), dates.numeric_date),
    (re.compile(dates.US_DATE), dates.numeric_date),
    (re.compile(dates.MONTH_DAY), dates.month_day),
    (re.compile(dates.MONTH_YEAR), dates.month_year),
    (re.compile(dates.DAY_RANGE), dates.day_range),
    (re.compile(dates.DAY_SHORT), dates.day_short),
    (
        re.compile(
            rf"(?:(?P<before>[€£])\s?)(?P<whole>{_EURO}),(?P<cents>[0-9]{{2}})(?P<after>){_END}"
        ),
        money.money_with_comma,
    ),
    (
        re.compile(
            rf"(?P<before>)(?P<whole>{_EURO}),(?P<cents>[0-9]{{2}})\s?(?P<after>€|EUR){_END}"
        ),
        money.money_with_comma,
    ),
    (
        re.compile(
            rf"(?P<mark>[$€£¥])\s?(?P<low>{_NUM})(?P<joint>{_TO}|\s+and\s+)"
            rf"(?P=mark)?\s?(?P<high>{_NUM}){_END}"
        ),
        money.money_range,
    ),
    (
        re.compile(
            rf"(?P<nation>{money.NATION})\s?\$\s?(?P<amount>{_NUM})(?:\s?[A-Z]{{3}}{_END})?"
        ),
        money.money_of_nation,
    ),
    (
        re.compile(
            rf"(?P<sign>[-−])?(?P<mark>[$€£¥])\s?(?P<amount>{_NUM}|\.[0-9]{{2}})(?:\s?USD{_END})?"
            rf"(?:\s?(?P<magnitude>k|K|m|M|bn|B|thousand|million|billion){_END})?"
        ),
        money.money,
    ),
    (re.compile(rf"(?P<amount>{_NUM})\s?(?P<code>{_CODE})"), money.money_code),
    (re.compile(rf"(?P<code>USD|EUR|GBP|JPY)\s?(?P<amount>{_NUM})"), money.money_code),
    (re.compile(rf"(?P<n>{_NUM})\s?¢"), money.cents),
    (re.compile(r"(?P<n>[0-9]{1,2})/(?=[$€£][0-9])"), money.several_for),
    (re.compile(rf"\s?/\s?(?P<period>{'|'.join(PERIODS)}){_END}"), money.per),
    (re.compile(rf"/(?P<unit>{_UNIT})"), quantities.per_unit),
    (re.compile(r"★{1,10}☆{1,10}|★{2,10}"), quantities.stars),
    (
        re.compile(rf"(?P<sign>[-−])?(?:(?P<low>{_NUM}){_TO})?(?P<high>{_NUM})\s?%"),
        quantities.percent,
    ),
    (re.compile(dimensions.box_pattern(_UNIT, _STOP)), dimensions.box),
    (re.compile(dimensions.AXES_PATTERN), dimensions.axes),
    (
        re.compile(
            rf"(?P<feet>[0-9]+)(?:['′’]\s?|[\s-]?(?:ft\.?|feet|foot)[\s,-]{{1,2}})"
            rf"(?P<inches>{_NUM})(?:\s?(?:\"|″|”|''|in\.(?=\s+[a-z0-9(,;])|in(?:ch(?:es)?)?(?!\w)))"
        ),
        quantities.feet_and_inches,
    ),
    (re.compile(r"(?P<feet>[0-9])['′’](?P<inches>1[01]|[0-9])(?![\w'\"])"), quantities.feet),
    (re.compile(r"(?P<feet>[0-9]+)['′’](?P<inches>)(?![\w'])"), quantities.feet),
    (
        re.compile(rf"(?P<n>{_NUM})\s?(?P<mark>\"|″|”|'')(?:\s?(?P<axis>[WDHL]))?{_END}"),
        quantities.inches,
    ),
    (
        re.compile(r"(?P<n>[0-9]+(?:,[0-9]{3})*)(?:st|nd|rd|th)" + _END, re.IGNORECASE),
        lambda m, _r: say.ordinal(m["n"]),
    ),
    (re.compile(r"'?(?P<n>[1-9]0|[12][0-9]{2}0)['’]?s" + _END), lambda m, _r: say.decade(m["n"])),
    (
        re.compile(r"(?:9:16|16:9|16:10|21:9|32:9|4:3|3:2|5:4|1:1)(?![\w:])"),
        quantities.aspect,
    ),
    (
        re.compile(
            r"(?P<low>[0-9]{1,2})(?:\s?(?P<low_half>[apAP])\.?[mM]\.?)?\s?[-–]\s?"
            r"(?P<high>[0-9]{1,2})\s?(?P<high_half>[apAP])\.?[mM]" + _END + _STOP
        ),
        quantities.hours,
    ),
    (
        re.compile(
            r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?:\s?(?P<half>[apAP])\.?[mM])?"
            r"(?![\w:])" + _STOP
        ),
        quantities.clock,
    ),
    (
        re.compile(r"(?P<hour>[0-9]{1,2})(?P<minute>)\s?(?P<half>[apAP])\.?[mM]" + _END + _STOP),
        quantities.clock,
    ),
    (
        re.compile(r"(?P<a>[0-9]+):(?P<b>[0-9]+)"),
        lambda m, _r: f"{say.cardinal(m['a'])} to {say.cardinal(m['b'])}",
    ),
    (re.compile(r"(?P<lines>[0-9]{3,4})(?P<scan>[pi])" + _END), names.resolution),
    (
        re.compile(r"(?P<whole>[0-9]+)[\s-](?P<top>[0-9]+)[/⁄](?P<bottom>[0-9]+)" + _PART_OF),
        quantities.mixed,
    ),
    (re.compile(rf"(?P<whole>)(?P<top>{_NUM})[/⁄](?P<bottom>[0-9]+)" + _PART_OF), quantities.mixed),
    (re.compile(rf"(?P<top>{_NUM})/(?P<bottom>[0-9]+)" + _END), quantities.over),
    (re.compile(r"(?P<whole>[0-9]*)\s?(?P<part>[¼½¾⅓⅔⅛⅜⅝⅞⅒])" + _PART_OF), quantities.vulgar),
    (
        re.compile(r"(?P<n>1[0-9]|2[0-4]|9)\s?[kK]t?(?=\s(?:solid |white |rose |yellow )?gold)"),
        lambda m, _r: f"{say.cardinal(m['n'])} karat",
    ),
    (re.compile(r"(?P<low>[0-9]{1,2})[-–](?P<high>[0-9]{1,2})\s?M(?![\w-])"), quantities.months),
    (
        re.compile(rf"(?P<n>{_NUM})\s?(?P<width>EE|2E|4E|[WNMBDE])(?![\w-])"),
        quantities.shoe_width,
    ),
    (
        re.compile(
            rf"(?P<low>{_NUM})\s?(?P<low_unit>{_UNIT}){_TO}(?P<high>{_NUM})\s?(?P<high_unit>{_UNIT})"
        ),
        quantities.measure_range,
    ),
    (
        re.compile(
            rf"(?P<sign>[-−])?(?:(?P<low>{_NUM}){_TO})?(?P<n>{_NUM})"
            rf"(?:(?P<joint>\s?|-)(?P<unit>{_UNIT}))(?!-\w){_STOP}"
        ),
        quantities.measure,
    ),
    (
        # "10 in stock" is no length: "in" is inches only where it touches its number,
        # or carries a point in mid-sentence.
        re.compile(
            rf"(?P<sign>[-−])?(?:(?P<low>{_NUM}){_TO})?(?P<n>{_NUM})"
            rf"(?P<joint>\s?|-)(?P<unit>(?<=[0-9-])in(?![\w-]){_STOP}|in\.(?=\s+[a-z0-9(,;])|in\.?(?=\s*$)|in(?=[,;)]|\s(?:and|or|by|to)\s[0-9]))"
        ),
        quantities.measure,
    ),
    (re.compile(r"(?P<n>[0-9]+)A(?![\w'’-])"), quantities.amps),
    (
        re.compile(
            names.SIZE
            + r"(?:(?:,\s?|\s?/\s?|\s?[-–&]\s?|,?\s(?:and|or|to)\s)"
            + names.SIZE
            + ")+"
            + _END
        ),
        names.size_list,
    ),
    (re.compile(names.SIZE + r"(?![\w'’-])"), names.one_size),
    (re.compile(r"(?:19|20)[0-9]{2}(?![.,][0-9])" + _END), names.year),
    (re.compile(rf"(?P<low>{_NUM}){_TO}(?P<high>{_NUM})(?![\w-])"), quantities.range_words),
    (re.compile(r"802\.11(?P<band>[a-z]{0,2})" + _END), names.radio),
    (re.compile(names.SERIES), names.series),
    (re.compile(names.ROMAN), names.roman),
    (re.compile(r"[0-9]+(?:\.[0-9]+){2,}" + _END), quantities.version),
    (re.compile(r"(?:No\.|no\.|Nr\.|№|#)\s?(?=[0-9])"), lambda _m, _r: "number"),
    (re.compile(r"f/(?P<n>[0-9]+(?:\.[0-9]+)?)" + _END), lambda m, _r: f"F {say.number(m['n'])}"),
    (
        re.compile(r"(?P<letter>[A-Z])\.(?P<n>[0-9]+)" + _END),
        lambda m, _r: f"{m['letter']} dot {say.cardinal(m['n'])}",
    ),
    (re.compile(r"C#(?!\w)"), lambda _m, _r: "C sharp"),
    (re.compile(r"[Øø⌀]\s?(?=[0-9])"), lambda _m, _r: "diameter"),
    (re.compile(r"(?<=\s)[x×](?=\s)"), lambda _m, _r: "by"),
    (
        re.compile(r"(?P<n>[0-9]+(?:\.[0-9]+)?)[x×]" + _END),
        lambda m, _r: f"{say.number(m['n'])} times",
    ),
    (re.compile(r"<\s?(?=[$0-9])"), lambda _m, _r: "under"),
    (re.compile(r">\s?(?=[$0-9])"), lambda _m, _r: "over"),
    (re.compile(r"\.(?P<n>[0-9]+)" + _END), lambda m, _r: f"point {say.digits(m['n'])}"),
    (
        re.compile(rf"(?P<sign>(?<!\S)[-−])?(?P<n>{_NUM})(?P<plus>\+)?(?!\w|-[0-9A-Z])"),
        quantities.number_words,
    ),
    (re.compile(r"St\.(?!\w)"), names.saint),
    (re.compile(r"[A-Z]{1,2}&[A-Z]{1,2}(?!\w)"), names.partner),
    (re.compile(r"[^\W_]+(?:-[^\W_]+)*"), names.model),
    (re.compile(_ABBREVIATION, re.IGNORECASE), names.abbreviation),
    (re.compile(r"(?:[A-Z]\.){2,}"), lambda m, _r: names.spelled(m.group().replace(".", ""))),
)
