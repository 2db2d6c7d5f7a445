"""Write the editorial record into a file: all that an import needs to restore it."""

import os
import sys
import time
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.models import Q
from tqdm import tqdm

from quotes.exports import ExportError
from quotes.exports.files import (
    COMPRESSIONS,
    compressed,
    compression_of,
    refuse_to_overwrite,
    whole_file,
)
from quotes.exports.selection import Selection
from quotes.exports.writing import FORMATS, write
from quotes.management.stopping import stopping_by_exception
from quotes.models import Article
from quotes.vocabulary import Status

#: Seconds between two lines of progress where there is no terminal.
EVERY = 10


class Command(BaseCommand):
    """A thin shell over quotes.exports."""

    help = (
        "Writes articles with their texts, quotes, reviews, corrections and publications, "
        "and the speakers and sources they name, into a file that import_quotes restores "
        "(NDJSON), or one quote on each row (CSV). Of one moment of the database; never "
        "what is in the vault. All or nothing: if it is stopped, there is no file."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write; - for the standard output")
        parser.add_argument(
            "--format", choices=FORMATS, help="default: as the name ends, else ndjson"
        )
        parser.add_argument(
            "--compress",
            choices=(*COMPRESSIONS.values(), "none"),
            help="default: as the name ends (.gz, .zst)",
        )
        parser.add_argument(
            "--article",
            metavar="ID",
            nargs="+",
            default=[],
            help="only these articles, by public id",
        )
        parser.add_argument(
            "--since",
            metavar="DATE",
            type=_day,
            help="only articles published on that day or later (YYYY-MM-DD); without a "
            "date of publication, those that came in since",
        )
        parser.add_argument(
            "--status",
            choices=Status.values,
            nargs="+",
            default=[],
            help="only quotes in these statuses, and their articles",
        )
        parser.add_argument(
            "--force", action="store_true", help="replace the file that stands there"
        )

    def handle(self, *, file, compress, status, force, **options):
        to_terminal = file == "-"
        compression = compress or ("" if to_terminal else compression_of(file))
        compression = "" if compression == "none" else compression
        form = options["format"] or _format_of(file)
        try:
            if not to_terminal:
                refuse_to_overwrite(Path(file), force=force)
            rows = _chosen(options["article"], options["since"])
            place = (
                nullcontext(sys.stdout.buffer)
                if to_terminal
                else whole_file(file, force=force)
            )
            with (
                stopping_by_exception(),
                place as raw,
                compressed(raw, compression) as out,
                self.progress(Selection(rows, status).articles) as told,
            ):
                done, quotes = write(out, form, rows, statuses=status, progress=told)
            if to_terminal:
                sys.stdout.buffer.flush()
        except ExportError as error:
            raise CommandError(str(error)) from error
        except BrokenPipeError as error:
            # Python would complain once more while it closes the pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise CommandError(
                "Whoever was reading has gone: not all was written."
            ) from error
        except OSError as error:
            raise CommandError(
                f"Nothing was written. {file}: {error.strerror}"
            ) from error
        except DatabaseError as error:
            raise CommandError(f"Nothing was written. The database: {error}") from error
        out = self.stderr if to_terminal else self.stdout
        out.write(f"{file}: articles {done}, quotes {quotes}")

    @contextmanager
    def progress(self, articles):
        """Give what is called with articles and quotes so far: a bar, or lines."""
        total = articles.count()
        if self.stderr.isatty():
            with tqdm(total=total, unit=" articles", file=sys.stderr) as bar:

                def tell(done, quotes):
                    bar.update(done - bar.n)
                    bar.set_postfix_str(f"quotes {quotes}", refresh=False)

                yield tell
            return
        last = [time.monotonic()]

        def tell(done, quotes):
            if time.monotonic() - last[0] >= EVERY:
                last[0] = time.monotonic()
                self.stderr.write(f"articles {done} of {total}, quotes {quotes}")

        yield tell


def _format_of(name):
    """Return the format that a file's name says, with or without compression."""
    path = Path(name)
    if path.suffix.lower() in COMPRESSIONS:
        path = path.with_suffix("")
    return "csv" if path.suffix.lower() == ".csv" else "ndjson"


def _chosen(ids, since):
    """Return the articles that are asked for, None for all; raises CommandError."""
    if not ids and since is None:
        return None
    rows = Article.objects.all()
    if since is not None:
        undated = Q(published_on=None, created_at__date__gte=since)
        rows = rows.filter(Q(published_on__gte=since) | undated)
    if ids:
        there = set(
            Article.objects.filter(public_id__in=ids).values_list(
                "public_id", flat=True
            )
        )
        if missing := [each for each in ids if each not in there]:
            raise CommandError(f"There is no article {', '.join(missing)}.")
        rows = rows.filter(public_id__in=ids)
    return rows


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"--since {text}: give a day as YYYY-MM-DD, such as 2024-11-12."
        ) from None
