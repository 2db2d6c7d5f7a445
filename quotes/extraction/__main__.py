"""Statements of a text, at the command line: `python -m quotes.extraction`.

Reads UTF-8 and writes UTF-8 whatever the locale says; needs nothing but Python.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from quotes.extraction import extract
from quotes.extraction.scoring.documents import (
    BadDocument,
    decoded,
    identity_of,
    language_of,
    object_from,
    text_of,
)
from quotes.extraction.written import as_json, as_lines

#: What a program returns that was ended by SIGINT, by SIGPIPE.
INTERRUPTED, PIPE_BROKEN = 130, 141

Write = Callable[[str], object]


def main(arguments: list[str] | None = None) -> int:
    """Read the text or the lines; return the exit status, 1 where input was bad."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A lone surrogate has no UTF-8; its escape is what JSON writes for it as well.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(options)
    except BrokenPipeError:
        # Who reads has seen enough; Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_BROKEN
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quotes.extraction",
        description="Prints who says what in a French or English text.",
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="UTF-8; standard input if none is named"
    )
    parser.add_argument(
        "--language", choices=("fr", "en"), help="found out from each text if not given"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='one {"id", "text", "language"} a line in, the same with its "quotes" out '
        "(language may be left out; positions count Unicode code points)",
    )
    return parser


def _run(options: argparse.Namespace) -> int:
    if not options.file:
        return _read(sys.stdin.buffer, "standard input", options)
    try:
        with Path(options.file).open("rb") as source:
            return _read(source, options.file, options)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        _say(f"{options.file}: {error.strerror}; name a file that can be read.")
        return 1


def _read(source: BinaryIO, name: str, options: argparse.Namespace) -> int:
    if options.jsonl:
        return write_documents(source, name, options.language, _out, _say)
    return _write_text(source.read(), name, options.language)


def _write_text(received: bytes, name: str, language: str | None) -> int:
    try:
        text = decoded(received, name)
    except BadDocument as error:
        _say(str(error))
        return 1
    for line in as_lines(text, extract(text, language)):
        _out(line)
    return 0


def write_documents(
    lines: Iterable[bytes], name: str, language: str | None, write: Write, warn: Write
) -> int:
    """Write a line of JSON for every line of JSON; return 1 if one could not be read.

    Each is written before the next one is read. A bad line is told to warn, with its
    number, and passed over; empty lines are too, in silence.
    """
    status = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            found = object_from(decoded(line, where), where)
            identity = identity_of(found, where)
            text, own_language = text_of(found, where), language_of(found, where)
        except BadDocument as error:
            warn(str(error))
            status = 1
            continue
        extraction = extract(text, own_language or language)
        write(json.dumps(as_json(identity, text, extraction), ensure_ascii=False))
    return status


def _out(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
