"""Write a simulated company's tables: ``python -m leadermanager_instructor.company --seed 1990 -o data``."""

import argparse
from pathlib import Path

from leadermanager_instructor.company import PUBLISHED_SEED, simulate


def main() -> None:
    """Read the command line and write the tables."""
    parser = argparse.ArgumentParser(prog="python -m leadermanager_instructor.company", description=__doc__)
    parser.add_argument(
        "--seed", type=int, default=PUBLISHED_SEED, help="default: the published one, %(default)s"
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the CSV files"
    )
    arguments = parser.parse_args()
    if arguments.seed < 0:
        parser.error("--seed must be 0 or more")
    for path in simulate(arguments.seed).write(arguments.output):
        print(path)  # noqa: T201


if __name__ == "__main__":
    main()
