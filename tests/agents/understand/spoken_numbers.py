"""Amounts as people say them: a generator with its own grammar, apart from the parser's.

`spellings(cents)` lists the spoken and written forms of one amount that mean it
beyond doubt. Forms with two meanings ("four ninety nine") are not in it.
"""

_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen")  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _small(n: int, hyphen: str = " ") -> str:
    if n < 20:
        return _ONES[n]
    return _TENS[n // 10] + (hyphen + _ONES[n % 10] if n % 10 else "")


def words(n: int, link: str = " and ", a: bool = False, hyphen: str = " ") -> str:
    """Return 1 to 99,999 in full words: "one hundred and fifty", "a hundred fifty"."""
    if n >= 1000:
        head = "a" if a and n // 1000 == 1 else words(n // 1000, link, False, hyphen)
        rest = n % 1000
        glue = "" if rest == 0 else (link if rest < 100 else " ")
        return f"{head} thousand{glue}{words(rest, link, False, hyphen) if rest else ''}"
    if n >= 100:
        head = "a" if a and n // 100 == 1 else _ONES[n // 100]
        rest = n % 100
        return f"{head} hundred{link + _small(rest, hyphen) if rest else ''}"
    return _small(n, hyphen)


def whole_spellings(n: int) -> list[str]:
    """Return spoken forms of `n` dollars, 1 to 9,999, without a currency word."""
    forms = {words(n), words(n, link=" "), words(n, a=True), words(n, hyphen="-"), str(n)}
    if n >= 1000:
        forms.add(f"{n:,}")
    if n >= 1000 and n % 1000 == 0:
        forms |= {f"{n // 1000}k", f"{n // 1000} thousand"}
    if 1100 <= n < 10_000 and n % 100 == 0 and n % 1000:
        forms |= {f"{words(n // 100)} hundred", f"{n // 100} hundred", f"{n / 1000:g}k"}
    if 110 <= n < 1000 and n % 100 >= 10 and n % 100 != 0:
        forms.add(f"{_ONES[n // 100]} {_small(n % 100)}")  # one fifty
    if 101 <= n < 1000 and 0 < n % 100 < 10:
        forms.add(f"{_ONES[n // 100]} oh {_ONES[n % 10]}")  # one oh five
    if n == 200:
        forms |= {"a couple hundred", "a couple of hundred"}
    if n == 500:
        forms.add("half a grand")
    if n in (1000, 2000, 5000):
        forms.add("a grand" if n == 1000 else f"{_ONES[n // 1000]} grand")
    return sorted(forms)


def priced_spellings(dollars: int, cents: int) -> list[str]:
    """Return spoken forms of an amount with its currency."""
    if cents == 0:
        forms = {
            f"{whole} {unit}" for whole in whole_spellings(dollars) for unit in ("dollars", "bucks")
        }
        return sorted({*forms, f"${dollars}", f"$ {dollars}", f"${dollars:,}.00", f"{dollars} USD"})
    said = words(dollars)
    forms = {
        f"${dollars}.{cents:02d}",
        f"{dollars}.{cents:02d} dollars",
        f"{said} dollars and {_small(cents)} cents",
        f"{said} dollars {_small(cents)} cents",
        f"{said} point {' '.join(_ONES[int(d)] or 'zero' for d in f'{cents:02d}')} dollars",
    }
    if cents >= 10:
        forms.add(f"{said} dollars and {_small(cents)}")
        if dollars >= 10 and dollars % 100:
            forms |= {
                f"{said} {_small(cents)}",
                f"{words(dollars, hyphen='-')} {_small(cents, '-')}",
            }
    return sorted(forms)
