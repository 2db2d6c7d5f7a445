"""Take in files: articles, quotes, speakers, sources, in any format that is read."""

import os
import sys
import time
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

import orjson
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from quotes.importers.files import import_stream, opened, taken_in_before
from quotes.importers.formats import FORMATS, STDIN
from quotes.importers.storing.runs import OUTCOMES, import_account
from quotes.management.stopping import stopping_by_exception
from quotes.texts import TextError

#: Seconds between two lines of progress where there is no terminal.
EVERY = 10
#: So many refusals of a file are told on the terminal; the report has them all.
TOLD = 20


class Command(BaseCommand):
    """A thin shell over quotes.importers.files.import_stream."""

    help = (
        "Takes in articles, quotes, speakers and sources from files, gzip and Zstandard "
        "too. What is here already is updated or unchanged; what somebody worked on here "
        "is kept as it is. Each file is one transaction: with anything refused nothing of "
        "it is written, unless --keep-going. Exits 1 if anything was refused."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "files", metavar="FILE", nargs="+", help="- for the standard input"
        )
        parser.add_argument(
            "--format",
            choices=[each.name for each in FORMATS],
            default="",
            help="default: told from the file",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be done, write nothing",
        )
        parser.add_argument(
            "--resume",
            action="store_true",
            help="skip files that were taken in before, told by their SHA-256",
        )
        parser.add_argument(
            "--report",
            metavar="FILE",
            help="write what was refused, kept, updated or warned about, as JSON lines",
        )
        parser.add_argument(
            "--keep-going",
            metavar="REFUSED",
            help="take in what is right, and write what was refused into this file: mend "
            "it there and import it",
        )
        parser.add_argument(
            "--by",
            metavar="USER",
            help="whose the rows are, by username; who imported does not verify. Without "
            "it an account of the program’s own",
        )
        parser.add_argument(
            "--workers",
            type=int,
            metavar="N",
            default=min(2, (os.cpu_count() or 1) - 1),
            help="processes that prove and prepare beside the one that writes; if not said, "
            "a core less than there are, two at most",
        )
        parser.add_argument(
            "--no-checks",
            action="store_true",
            help="leave the checks of new statements to check_attributions",
        )

    def handle(self, *, files, by, report, **options):
        if files.count(STDIN) > 1:
            raise CommandError("The standard input can be read once.")
        if options["workers"] < 0:
            raise CommandError("--workers is 0 or more.")
        if options["resume"] and STDIN in files:
            raise CommandError("--resume reads a file twice; it cannot with “-”.")
        user = self._user(by)
        wrong = 0
        with ExitStack() as stack:
            stack.enter_context(stopping_by_exception())
            self.report = stack.enter_context(_written(report))
            self.refused = stack.enter_context(_written(options["keep_going"]))
            for file in files:
                wrong += not self._take_in(file, user, options)
        if wrong:
            raise CommandError(f"files with something refused: {wrong} of {len(files)}")

    def _user(self, by):
        if by is None:
            return import_account()
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        return user

    def _take_in(self, file, user, options):
        """Take in a file; tell what became of it, return whether nothing was refused."""
        if options["resume"] and self._is_done(file):
            return True
        self.told = 0
        try:
            with opened(file) as hashed, self._progress(file) as progress:
                outcome = import_stream(
                    hashed,
                    name=file,
                    by=user,
                    format=options["format"],
                    trusted=True,
                    dry_run=options["dry_run"],
                    keep_going=options["keep_going"] is not None,
                    tell=lambda entry: self._tell(file, entry),
                    refuse=self.refused.write if self.refused else None,
                    progress=progress,
                    checks=not options["no_checks"],
                    workers=options["workers"],
                )
        except TextError as error:
            self.stderr.write(f"{file}: {error}")
            return False
        except OSError as error:
            self.stderr.write(f"{file}: {error.strerror or error}")
            return False
        except DatabaseError as error:
            self.stderr.write(f"{file}: nothing was written. The database: {error}")
            return False
        self._tell_outcome(file, outcome, options["dry_run"])
        return not outcome.total("refused")

    def _is_done(self, file):
        try:
            run = taken_in_before(file)
        except OSError:
            return False  # taking it in says what is wrong
        if run is None:
            return False
        day = f"{run.started_at:%Y-%m-%d %H:%M} UTC"
        self.stdout.write(
            f"{file}: taken in on {day} (import {run.public_id}), skipped"
        )
        return True

    def _tell(self, file, entry):
        if self.report is not None:
            line = {"file": file, **entry}
            self.report.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        if entry["outcome"] not in ("refused", "kept"):
            return
        self.told += 1
        if self.told <= TOLD:
            self.stderr.write(f"{file}: {sentence_of(entry)}")
        elif self.told == TOLD + 1:
            self.stderr.write(f"{file}: … more in the report (--report FILE)")

    def _tell_outcome(self, file, outcome, dry_run):
        for kind, counts in outcome.counts.items():
            told = ", ".join(
                f"{counts[name]} {name.replace('_', ' ')}"
                for name in OUTCOMES
                if counts.get(name)
            )
            self.stdout.write(f"{file}: {kind}: {told}")
        if outcome.accounts and outcome.is_written:
            names = ", ".join(outcome.accounts)
            self.stdout.write(f"{file}: accounts made, inactive: {names}")
        if outcome.is_written:
            self.stdout.write(f"{file}: written (import {outcome.run.public_id})")
        elif dry_run:
            self.stdout.write(f"{file}: nothing was written (dry run)")
        else:
            self.stdout.write(
                f"{file}: nothing was written. Mend what was refused, or take in the "
                "rest with --keep-going REFUSED."
            )

    @contextmanager
    def _progress(self, file):
        """Give what is called with bytes, records and counts so far: a bar, or lines."""
        size = None if file == STDIN else os.path.getsize(file)  # noqa: PTH202
        if sys.stderr.isatty():
            with tqdm(
                total=size, unit="B", unit_scale=True, desc=Path(file).name
            ) as bar:

                def tell(read, records, counts):
                    bar.update(read - bar.n)
                    bar.set_postfix_str(f"{records} records", refresh=False)

                yield tell
            return
        last = [time.monotonic()]

        def tell(read, records, counts):
            if time.monotonic() - last[0] >= EVERY:
                last[0] = time.monotonic()
                part = f" of {size}" if size else ""
                self.stderr.write(f"{file}: {records} records, {read}{part} bytes")

        yield tell


def sentence_of(entry):
    """Return an entry of the report as one line."""
    faults = "; ".join(
        " ".join(
            filter(None, (f"{f['field']}:" if f["field"] else "", f["what"], f["do"]))
        )
        for f in entry.get("faults", ())
    )
    name = f" {entry['id']}" if entry.get("id") else ""
    return f"{entry['place']}: {entry['kind']}{name} {entry['outcome']}: {faults}"


def _written(path):
    """Open a file to write to, or nothing."""
    if path is None:
        return nullcontext()
    try:
        return Path(path).open("wb")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
