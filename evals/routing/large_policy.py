"""A policy with more models and rules than a shop is likely to have, for timing decisions."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODELS = 12
RULES = 40


@contextmanager
def large_policy() -> Iterator[Path]:
    """Yield the file for the time of a `with` block."""
    with tempfile.TemporaryDirectory(prefix="aisle-policy-") as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(_text(), encoding="utf-8")
        yield path


def _text() -> str:
    models = "".join(
        f"""
[models.m{i}]
protocol = "openai-chat"
model = "m{i}"
url = "http://127.0.0.1:8000/v1"
price = {{ input_usd = {i + 1}, output_usd = {4 * i + 4} }}
"""
        for i in range(MODELS)
    )
    names = [f'"m{i}"' for i in range(MODELS)]
    half = MODELS // 2
    tiers = f"\n[tiers]\nopen = [{', '.join(names[:half])}]\nclosed = [{', '.join(names[half:])}]\n"
    # Rules that look at everything and fit rarely: most decisions read all of them.
    rules = "".join(
        f"""
[[rules]]
name = "rule {i}"
when = {{ acts = ["find", "refine"], results = {{ min = {30 + i} }}, words = {{ min = 2 }} }}
tier = "{"open" if i % 2 else "closed"}"
"""
        for i in range(RULES)
    )
    explore = '\n[explore]\nrate = 0.05\nacts = ["find", "refine", "compare"]\n'
    return models + tiers + rules + explore
