"""What a configured model costs: its own price, its machine's, or that of `genai-prices`.

The list is the data that the package brings; nothing is fetched. A model that is on no list has
no price: `None`, which the ledger counts as "without a price" and never books as zero.

Input of a call is disjoint in `Usage` (fresh, cached, written), so each kind has one rate. Where
a list has no rate for cached or written input, that input costs what fresh input does. Written
input goes by the list's price for a cache of five minutes; Aisle asks for no longer one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from agents.ledger.tariff import Rate, Tariff
from agents.models.spec import GpuPrice, ModelSpec, PriceOverride
from agents.models.usage import Usage

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, TieredPrices

_VENDOR: Final = {"openai-responses": "openai", "anthropic-messages": "anthropic"}
"""Whose prices hold where no URL is given: the protocol's own vendor."""
_SECONDS_AN_HOUR: Final = Decimal(3600)
_MILLION: Final = Decimal(1_000_000)
_WIDE: Final = Context(prec=40)

_AtTime = Callable[[datetime], Tariff]


class PriceList:
    """The prices of the models of one policy."""

    def __init__(self, models: Mapping[str, ModelSpec]) -> None:
        """Look every model up, once.

        Args:
            models: By their names in the policy.
        """
        self._tariffs = {name: _tariff_of(spec) for name, spec in models.items()}

    def tariff(self, model: str, at: datetime) -> Tariff | None:
        """Return the rates of a model at a time (with a zone); None where no price is known."""
        find = self._tariffs.get(model)
        return None if find is None else find(at)

    def price(self, model: str, usage: Usage, at: datetime) -> Decimal | None:
        """Return what `usage` of a model costs in dollars; None where no price is known."""
        tariff = self.tariff(model, at)
        return None if tariff is None else tariff.price(usage)

    def most_usd(
        self, model: str, input_tokens: int, max_output_tokens: int, at: datetime
    ) -> Decimal | None:
        """Return what such a call can cost at most; None where no price is known."""
        tariff = self.tariff(model, at)
        return None if tariff is None else tariff.most_usd(input_tokens, max_output_tokens)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The models without a price, in the policy's order; to be said when it is checked."""
        return tuple(name for name, find in self._tariffs.items() if find is None)


def price_of(spec: ModelSpec, usage: Usage, at: datetime) -> Decimal | None:
    """Return what `usage` of one model costs in dollars at a time; None without a price."""
    find = _tariff_of(spec)
    return None if find is None else find(at).price(usage)


def most_usd(
    spec: ModelSpec, input_tokens: int, max_output_tokens: int, at: datetime
) -> Decimal | None:
    """Return what a call of one model can cost at most, in dollars; None without a price."""
    find = _tariff_of(spec)
    return None if find is None else find(at).most_usd(input_tokens, max_output_tokens)


@lru_cache(maxsize=512)
def _tariff_of(spec: ModelSpec) -> _AtTime | None:
    match spec.price:
        case PriceOverride() as own:
            tariff = _overridden(own)
            return lambda _at: tariff
        case GpuPrice() as machine:
            shared = _of_machine(machine)
            return lambda _at: shared
        case None:
            return _listed(spec)


def _overridden(own: PriceOverride) -> Tariff:
    return Tariff(
        fresh=Rate(own.input_usd),
        cached=Rate(own.input_usd if own.cached_usd is None else own.cached_usd),
        written=Rate(own.input_usd if own.written_usd is None else own.written_usd),
        output=Rate(own.output_usd),
    )


def _of_machine(machine: GpuPrice) -> Tariff:
    """Share an hour's price out by the seconds that a token of each kind takes of it.

    Input that the server finds in its own cache is not read again; as nothing was measured of
    that, it costs what reading it would.
    """
    second = _WIDE.divide(machine.usd_per_hour, _SECONDS_AN_HOUR)
    paid = _WIDE.divide(second, _of_float(machine.utilisation))
    reading = Rate(_per_million(paid, machine.input_tokens_per_s))
    writing = Rate(_per_million(paid, machine.output_tokens_per_s))
    return Tariff(fresh=reading, cached=reading, written=reading, output=writing)


def _per_million(second_usd: Decimal, tokens_per_s: float) -> Decimal:
    return _WIDE.divide(_WIDE.multiply(second_usd, _MILLION), _of_float(tokens_per_s))


def _of_float(value: float) -> Decimal:
    return Decimal(repr(value))  # as somebody wrote it: 0.7, not its binary neighbour


def _listed(spec: ModelSpec) -> _AtTime | None:
    found = _on_the_list(spec)
    if found is None:
        return None
    known: dict[int, Tariff] = {}

    def at(time: datetime) -> Tariff:
        prices = found.get_prices(time)
        # The list's own objects live as long as the list, so that their identity is a key.
        tariff = known.get(id(prices))
        if tariff is None:
            tariff = known[id(prices)] = _of_list(prices)
        return tariff

    return at


def _on_the_list(spec: ModelSpec) -> "ModelInfo | None":
    from genai_prices.data_snapshot import get_snapshot  # noqa: PLC0415 - half a second

    name, provider, url = spec.model, _VENDOR.get(spec.protocol), spec.url
    if spec.price_as is not None:
        provider, _, name = spec.price_as.partition("/")
        url = None
    elif url is not None:
        provider = None  # who speaks the protocol there is not its vendor, unless the URL is
    try:
        _, model = get_snapshot().find_provider_model(name, None, provider, url)
    except LookupError:
        return None
    return model if _has_tokens(model) else None


def _has_tokens(model: "ModelInfo") -> bool:
    """Say whether text has a price; the list also has models that are paid by the image."""
    if isinstance(model.prices, list):
        options = [conditional.prices for conditional in model.prices]
    else:
        options = [model.prices]
    return all(
        option.input_mtok is not None and option.output_mtok is not None for option in options
    )


def _of_list(prices: "ModelPrice") -> Tariff:
    fresh = _rate(prices.input_mtok)
    output = _rate(prices.output_mtok)
    if fresh is None or output is None:
        raise AssertionError("models without both prices are left out by _has_tokens")
    per_thousand = _rate(prices.requests_kcount)
    return Tariff(
        fresh=fresh,
        cached=_rate(prices.cache_read_mtok) or fresh,
        written=_rate(prices.cache_write_mtok) or fresh,
        output=output,
        reasoning=_rate(prices.output_reasoning_mtok),
        call_usd=Decimal(0) if per_thousand is None else per_thousand.usd / 1000,
    )


def _rate(price: "Decimal | TieredPrices | None") -> Rate | None:
    if price is None or isinstance(price, Decimal):
        return None if price is None else Rate(price)
    return Rate(price.base, tuple((tier.start, tier.price) for tier in price.tiers))
