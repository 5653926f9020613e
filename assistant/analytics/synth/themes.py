"""What the shoppers of a synthesised log are after, and how that changes over its days.

Most themes are categories of the sample catalog, as unequally wanted as they are in shops. The
others are planted: kinds of things, brands and qualities that the catalog does not have, some of
them wanted more every day, some less. All brand names are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from assistant.analytics.synth.goods import Shop, Wish

UNMET_SHARE: Final = 0.09
"""Of all sessions, in the middle of the log: about what shops report as searches in vain."""
_ZIPF: Final = 0.8
"""Steepness of how much more the fullest shelves are wanted."""


class Trend(StrEnum):
    """How a theme's share changes from the first day to the last."""

    FLAT = "flat"
    RISING = "rising"
    FALLING = "falling"
    SPIKE = "spike"

    def shape(self, days: int) -> npt.NDArray[np.float64]:
        """Return its factor on each day, float64 [days]; 1 on average or nearly."""
        at = np.linspace(0.0, 1.0, days) if days > 1 else np.array([0.5])
        match self:
            case Trend.RISING:
                return 0.3 + 1.4 * at
            case Trend.FALLING:
                return 1.7 - 1.4 * at
            case Trend.SPIKE:
                spike: npt.NDArray[np.float64] = 0.4 + 4.0 * np.exp(-(((at - 0.8) / 0.06) ** 2))
                return spike
        return np.ones(days)


@dataclass(frozen=True, slots=True)
class Theme:
    """One thing that people come for."""

    name: str
    category: str
    """Where the nearest products are; of what is carried, the category itself."""
    reason: str | None = None
    """Why it cannot be had: type, brand, colour, material, feature, size, price, stock; None of
    what is carried."""
    names: tuple[str, ...] = ()
    """What it is called, where it is no category of the catalog."""
    wish: Wish | None = None
    """What cannot be fulfilled, where it is not the kind of thing."""
    weight: float = 1.0
    trend: Trend = Trend.FLAT
    heard_as: tuple[str, ...] = field(default=(), compare=False)
    """What the recogniser makes of its name and nobody repairs."""

    @property
    def carried(self) -> bool:
        return self.reason is None


def _type(
    name: str, near: str, weight: float, trend: Trend, *names: str, heard_as: tuple[str, ...] = ()
) -> Theme:
    return Theme(name, near, "type", names, None, weight, trend, heard_as)


def _lacks(
    category: str, kind: str, value: str, weight: float, trend: Trend, heard: tuple[str, ...] = ()
) -> Theme:
    words = {"price": f"under ${value}", "size": f"in size {value}"}.get(kind, value)
    name = (
        f"{words} {category}" if kind in {"brand", "colour", "material"} else f"{category} {words}"
    )
    return Theme(name, category, kind, (), Wish(kind, value, words), weight, trend, heard)


UNMET: Final = (
    _type("kayaks", "tents", 1.6, Trend.RISING, "kayak", "inflatable kayak", "two person kayak",
          "fishing kayak", "kayak with a paddle"),
    _type("ukuleles", "dolls", 0.9, Trend.FLAT, "ukulele", "soprano ukulele", "concert ukulele",
          "ukulele for beginners", heard_as=("you could lately", "you call lily")),
    _type("robot vacuums", "blenders", 1.5, Trend.FLAT, "robot vacuum", "robot vacuum cleaner",
          "robot vacuum for pet hair", "vacuum cleaner robot that mops"),
    _type("electric scooters", "kids' scooters", 1.2, Trend.RISING, "electric scooter",
          "electric scooter for adults", "foldable electric scooter"),
    _type("air purifiers", "hair dryers", 1.3, Trend.SPIKE, "air purifier", "hepa air purifier",
          "air purifier for smoke", "small air purifier for a bedroom"),
    _type("drones", "remote control cars", 1.0, Trend.FALLING, "drone", "drone with a camera",
          "mini drone", "foldable drone with gps"),
    _type("aquariums", "pet bowls", 0.8, Trend.FLAT, "aquarium", "fish tank",
          "ten gallon fish tank", "aquarium with a filter"),
    _type("sewing machines", "craft kits", 0.7, Trend.FLAT, "sewing machine",
          "sewing machine for beginners", "quilting sewing machine"),
    _type("telescopes", "science kits", 0.5, Trend.FALLING, "telescope",
          "telescope for stargazing", "astronomy telescope for kids"),
    _type("wedding rings", "necklaces", 0.6, Trend.FLAT, "wedding ring", "gold wedding band",
          "engagement ring", "wedding ring set"),
    _lacks("hiking boots", "brand", "Halvorsen", 1.4, Trend.RISING,
           ("how for sin", "hell version")),
    _lacks("dresses", "brand", "Marisolle", 1.0, Trend.FALLING, ("marry soul",)),
    _lacks("headphones", "brand", "Quentic", 1.1, Trend.FLAT, ("quantic", "when tick")),
    _lacks("hiking boots", "colour", "purple", 0.8, Trend.FLAT),
    _lacks("yoga mats", "material", "leather", 0.4, Trend.FLAT),
    _lacks("desk lamps", "feature", "voice controlled", 0.5, Trend.RISING),
    _lacks("sneakers", "size", "16", 0.9, Trend.FLAT),
    _lacks("tents", "price", "30", 0.8, Trend.FLAT),
    Theme("espresso machines out of stock", "espresso machines", "stock", (), None, 0.9,
          Trend.RISING),
)  # fmt: skip
"""What the catalog does not have; the test beside it holds every one against the catalog."""

_SEASON: Final = {
    "winter coats": Trend.RISING,
    "puffer jackets": Trend.RISING,
    "winter gloves": Trend.RISING,
    "snow boots": Trend.RISING,
    "board games": Trend.RISING,
    "swimsuits": Trend.FALLING,
    "sunscreens": Trend.FALLING,
    "sandals": Trend.FALLING,
    "patio sets": Trend.FALLING,
    "garden hoses": Trend.FALLING,
}


def themes_of(shop: Shop) -> tuple[Theme, ...]:
    """Return all themes, those of the catalog first, the fullest shelf before the others."""
    carried = [
        Theme(
            category,
            category,
            weight=float((rank + 3) ** -_ZIPF),
            trend=_SEASON.get(category, Trend.FLAT),
        )
        for rank, category in enumerate(shop.shelves)
    ]
    return (*carried, *UNMET)


def shares(themes: Sequence[Theme], days: int) -> npt.NDArray[np.float64]:
    """Return which share of a day's sessions each theme has, float64 [days, themes]."""
    shapes = np.stack([theme.trend.shape(days) for theme in themes], axis=1)
    weights = np.array([theme.weight for theme in themes])
    unmet = np.array([not theme.carried for theme in themes])
    weights[unmet] *= UNMET_SHARE / weights[unmet].sum()
    weights[~unmet] *= (1 - UNMET_SHARE) / weights[~unmet].sum()
    wanted = shapes * weights
    share: npt.NDArray[np.float64] = wanted / wanted.sum(axis=1, keepdims=True)
    return share
