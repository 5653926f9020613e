"""Size systems of an American shop, and which part of one a product is made in."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class SizeRun:
    """Sizes in order, with how many may be missing at either end."""

    sizes: tuple[str, ...]
    skip_first: int = 0
    skip_last: int = 0
    growth: float = 0.0
    """How much dearer each size is than the one before, as a share of the smallest's price."""

    def draw(self, rng: Random) -> tuple[tuple[str, float], ...]:
        """Return the (size, price factor) pairs that one product is made in."""
        first = rng.randint(0, self.skip_first)
        last = len(self.sizes) - rng.randint(0, self.skip_last)
        return tuple(
            (size, 1.0 + self.growth * step) for step, size in enumerate(self.sizes[first:last])
        )


Sizes = Mapping[str, SizeRun]


def _halves(low: int, high: int) -> tuple[str, ...]:
    """Return whole and half sizes from `low` to `high`, both whole."""
    return tuple(
        f"{half // 2}.5" if half % 2 else str(half // 2) for half in range(2 * low, 2 * high + 1)
    )


def _anyone(*sizes: str, growth: float = 0.0, skip_first: int = 0, skip_last: int = 0) -> Sizes:
    return {"": SizeRun(sizes, skip_first, skip_last, growth)}


_LETTERS = ("XS", "S", "M", "L", "XL", "XXL")
_WAISTS = tuple(str(waist) for waist in range(28, 44, 2))
_KIDS_YEARS = ("4", "5", "6", "7", "8", "10", "12", "14")

# Women's runs may stop at 9 and men's always reach 12, so that "size ten" is
# sometimes not made and sometimes only sold out.
SHOES: Sizes = {
    "women": SizeRun(_halves(5, 11), skip_first=2, skip_last=4),
    "men": SizeRun(_halves(7, 13), skip_first=2, skip_last=2),
    "kids": SizeRun(("10", "11", "12", "13", "1", "2", "3", "4"), skip_first=1, skip_last=2),
}
CLOTHES: Sizes = {
    "": SizeRun(_LETTERS, skip_first=1, skip_last=1),
    "women": SizeRun(_LETTERS, skip_last=2),
    "men": SizeRun(_LETTERS[1:], skip_last=1),
    "kids": SizeRun(_KIDS_YEARS, skip_first=1, skip_last=2),
}
WAISTS: Sizes = {
    "women": SizeRun(("24", "25", "26", "27", "28", "29", "30", "31", "32"), 1, 2),
    "men": SizeRun(_WAISTS, skip_first=1, skip_last=2),
}
BABY_MONTHS = _anyone(
    "newborn", "0-3 months", "3-6 months", "6-12 months", "12-18 months", "18-24 months",
    skip_first=1, skip_last=2,
)  # fmt: skip
DIAPER_SIZES = _anyone("1", "2", "3", "4", "5", "6", skip_last=1)
GLOVE_SIZES = _anyone("S", "M", "L", "XL", skip_last=1)
SOCK_SIZES = _anyone("S", "M", "L")
HELMET_SIZES = _anyone("S", "M", "L")
BEDS = _anyone("twin", "full", "queen", "king", growth=0.18)
PILLOW_SIZES = _anyone("standard", "queen", "king", growth=0.15)
RUG_SIZES = _anyone("4 x 6 ft", "5 x 8 ft", "8 x 10 ft", growth=0.7)
CURTAIN_LENGTHS = _anyone("63 in", "84 in", "96 in", growth=0.12)
TABLECLOTHS = _anyone("60 x 84 in", "60 x 102 in", "60 x 120 in", growth=0.15)
PAN_SIZES = _anyone("8 in", "10 in", "12 in", growth=0.22)
BASKET_SIZES = _anyone("small", "medium", "large", growth=0.3)
POT_SIZES = _anyone("6 in", "8 in", "10 in", "14 in", growth=0.4, skip_last=1)
HOSE_LENGTHS = _anyone("25 ft", "50 ft", "100 ft", growth=0.45)
PET_SIZES = _anyone("S", "M", "L", "XL", growth=0.22, skip_last=1)
PET_WEAR = _anyone("XS", "S", "M", "L", "XL", growth=0.06, skip_first=1)
FOOD_BAGS = _anyone("5 lb", "15 lb", "30 lb", growth=0.9)
PERFUME_SIZES = _anyone("1 oz", "1.7 oz", "3.4 oz", growth=0.4)
DRIVE_SIZES = _anyone("500 GB", "1 TB", "2 TB", growth=0.55)
CABLE_LENGTHS = _anyone("3 ft", "6 ft", "10 ft", growth=0.2)
TABLET_STORAGE = _anyone("64 GB", "128 GB", "256 GB", growth=0.2)
NOTEBOOK_SIZES = _anyone("A6", "A5", "A4", growth=0.25)
BIKE_FRAMES = _anyone("S", "M", "L", "XL")
WEIGHTS = _anyone("5 lb", "10 lb", "15 lb", "20 lb", "25 lb", growth=0.7)
