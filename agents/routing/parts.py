"""The names of everything that a reply can consist of, as situations and policies name it."""

from typing import get_args

from agents.reply.plan import Part

PARTS: tuple[str, ...] = tuple(sorted(part.__name__ for part in get_args(Part)))
"""By the names of the classes of `agents.reply.plan.Part`."""
