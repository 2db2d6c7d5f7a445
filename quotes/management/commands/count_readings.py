"""Count from access logs how often quotes' pages were asked for."""

import gzip
import io
import sys
import zlib
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone, translation

from quotes.access_logs import page_pattern, read_log
from quotes.readings import KEPT, store_readings


class Command(BaseCommand):
    help = (
        "Counts in access logs of the web server (combined format, plain or .gz, - for "
        "standard input) how often the page of each quote was asked for on a day (UTC), "
        "for “most asked” on the first page. Left out is what calls itself a program; "
        "one address counts once for a quote and day, and nothing of it is stored. Of "
        "a stored and a found count of a day the greater stays, so the same log can be "
        "counted again; name logs that share a day together. Days older than "
        f"{KEPT} days are deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "logs",
            nargs="+",
            metavar="LOG",
            help="an access log, or - (standard input)",
        )

    def handle(self, *, logs, **options):
        for name in logs:
            if name != "-" and not Path(name).exists():
                raise CommandError(
                    f"There is no file {name}. Nothing was counted; name logs that exist."
                )
        found = read_log(lines_of(logs), page_pattern(prefixes()))
        if found.unread and found.unread == found.lines:
            raise CommandError(
                f"Nothing was counted: none of {found.lines} lines is in the combined "
                "format. Let the server log it: “combined” of nginx and Apache, "
                "--access-logfile of gunicorn."
            )
        stored = store_readings(found.counts, timezone.now())
        self.stdout.write(
            f"lines: {found.lines}, in no known format: {found.unread}; counts new or "
            f"raised: {stored.raised}, too old and deleted: {stored.deleted}; ids of no "
            f"published quote: {stored.unknown}"
        )


def prefixes():
    """Return the paths of the first page in every language."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append(reverse("quotes:home"))
    return found


def lines_of(names):
    """Yield the lines of all logs, whichever bytes they hold, one log after the other.

    Raises CommandError, with the name, for a log that cannot be read to its end.
    """
    for name in names:
        try:
            with _open(name) as file:
                yield from file
        except (OSError, EOFError, zlib.error) as error:
            raise CommandError(
                f"{name} cannot be read: {error}. Nothing was counted."
            ) from (error)


def _open(name):
    if name == "-":
        text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
        return nullcontext(text)
    if name.endswith(".gz"):
        return gzip.open(name, "rt", encoding="utf-8", errors="replace")
    return Path(name).open(encoding="utf-8", errors="replace")
