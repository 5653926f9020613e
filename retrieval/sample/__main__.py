"""`python -m retrieval.sample [--seed N] OUT.jsonl`: write the sample catalog, a product a line."""

import argparse
from pathlib import Path

from retrieval.sample import generate


def main() -> None:
    """Write the catalog to the file that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.sample", description=__doc__)
    parser.add_argument("out", type=Path, help="the JSON Lines file to write")
    parser.add_argument("--seed", type=int, default=7, help="another seed, another shop (7)")
    arguments = parser.parse_args()
    lines = (product.model_dump_json(exclude_defaults=True) for product in generate(arguments.seed))
    arguments.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
