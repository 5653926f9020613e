"""The arguments of `aisle search`. Imports nothing of ours before the command is called."""

from typing import Annotated, Literal

import typer

from assistant.commands.running import run_command

Values = list[str] | None
Order = Literal["relevance", "cheapest", "dearest", "best-rated"]

_FIELDS = ("brand", "category", "department", "colour", "size", "material", "audience", "feature")


def search(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    words: Annotated[Values, typer.Argument(help="What to look for.")] = None,
    under: Annotated[str | None, typer.Option(help="Highest price.")] = None,
    over: Annotated[str | None, typer.Option(help="Lowest price.")] = None,
    currency: Annotated[str | None, typer.Option(help="Of the prices, such as EUR.")] = None,
    brand: Annotated[Values, typer.Option(help="Only this brand; repeat it for either.")] = None,
    category: Annotated[Values, typer.Option(help="Only this kind of product.")] = None,
    department: Annotated[Values, typer.Option(help="Only this department.")] = None,
    colour: Annotated[
        Values, typer.Option("--color", "--colour", help="Only what can be had in this color.")
    ] = None,
    size: Annotated[Values, typer.Option(help="Only what can be had in this size.")] = None,
    material: Annotated[Values, typer.Option(help="Only of this material.")] = None,
    audience: Annotated[Values, typer.Option("--for", help="Only for these: women, kids.")] = None,
    feature: Annotated[Values, typer.Option(help="Only with this; repeat it for both.")] = None,
    prefer: Annotated[
        Values, typer.Option(metavar="FIELD=VALUE", help="Rather with this: --prefer color=blue.")
    ] = None,
    without: Annotated[
        Values, typer.Option("--not", metavar="FIELD=VALUE", help="Without: --not material=wool.")
    ] = None,
    not_brand: Annotated[Values, typer.Option(help="Any brand but this.")] = None,
    min_rating: Annotated[float | None, typer.Option(help="Lowest rating, of 5 stars.")] = None,
    in_stock: Annotated[
        bool, typer.Option("--in-stock", help="Only what can be sent now.")
    ] = False,
    sort: Annotated[Order, typer.Option(help="The order of what is relevant.")] = "relevance",
    diversity: Annotated[
        float, typer.Option(min=0, max=1, help="0 is the best first, 1 the most different.")
    ] = 0.0,
    real_pictures: Annotated[
        bool, typer.Option("--real-pictures", help="Leave out generated pictures.")
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count brands, colors, sizes; price range.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Take the words as they are written.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many products.")] = 10,
    server: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Search through this running `aisle serve`, not the own index."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Search the indexed catalog."""
    from assistant.commands.search import SearchOptions  # noqa: PLC0415

    lists = (brand, category, department, colour, size, material, audience, feature)
    wanted = [
        (name, value) for name, values in zip(_FIELDS, lists, strict=True) for value in values or ()
    ]
    run_command(
        "search",
        SearchOptions(
            words=" ".join(words or ()),
            wanted=tuple(wanted),
            preferred=tuple(map(_pair, prefer or ())),
            unwanted=(
                *map(_pair, without or ()),
                *(("brand", value) for value in not_brand or ()),
            ),
            over=over,
            under=under,
            currency=currency,
            min_rating=min_rating,
            in_stock=in_stock,
            sort=sort,
            diversity=diversity,
            real_pictures=real_pictures,
            correct=not exact,
            facets=facets,
            limit=limit,
            as_json=as_json,
            server=server,
        ),
    )


def _pair(written: str) -> tuple[str, str]:
    name, given, value = written.partition("=")
    name = {"color": "colour", "for": "audience"}.get(name, name)
    if not given or name not in _FIELDS or not value.strip():
        raise typer.BadParameter(f'write "{written}" as FIELD=VALUE, such as color=blue.')
    return name, value
