"""One part of the figures in a process of its own; `python -m tests.benchmarks` calls it."""

import argparse
import contextlib
import importlib
import io
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import databases, registry
from tests.benchmarks.tables import Table, to_json


@dataclass(frozen=True, slots=True)
class Run:
    """What a part is given; see tests/benchmarks/registry.py."""

    url: str
    urls: dict[str, str]
    quotes: int
    folder: Path
    rounds: int
    seconds: int


def main(arguments=None):
    """Run a part and write its tables to a file; return the status to exit with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part")
    parser.add_argument("--answer", type=Path, required=True)
    parser.add_argument("--size", choices=databases.SIZES, default="100k")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args(arguments)
    part = next(each for each in registry.PARTS if each.name == options.part)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    name, status = f"tests.benchmarks.{part.module}", 0
    if part.command is not None:
        module = importlib.import_module(name)
        text, status = printed_by(module.main, list(part.command))
        tables = [Table(part.about, (), [], text=text.strip())]
    else:
        import django

        django.setup()
        module = importlib.import_module(name)
        with tempfile.TemporaryDirectory() as folder:
            tables = module.measure(
                Run(
                    os.environ.get("DATABASE_URL", ""),
                    json.loads(os.environ.get("BENCHMARK_DATABASES", "{}")),
                    databases.SIZES[options.size],
                    Path(folder),
                    options.rounds,
                    options.seconds,
                )
            )
    options.answer.write_text(to_json(tables), "utf-8")
    return status


def printed_by(main, arguments):
    """Return (what a main() printed, its status)."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        try:
            status = main(arguments) if arguments or _takes_arguments(main) else main()
        finally:
            sys.stderr.write(output.getvalue()[-2000:])
    return output.getvalue(), int(status or 0)


def _takes_arguments(main):
    return main.__code__.co_argcount > 0


if __name__ == "__main__":
    sys.exit(main())
