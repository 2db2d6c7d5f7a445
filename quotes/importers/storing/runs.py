"""A file taken in: one transaction, with the run that says so written inside it.

So a run that is killed at any moment leaves all or nothing, and whoever was killed finds
out by running it again: what is here already is unchanged.
"""

import hashlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

import orjson
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from quotes.importers.garbage import collecting_rarely
from quotes.importers.items import Fault, Item
from quotes.importers.storing.frame import ORDER, OUTCOMES, Frame
from quotes.importers.storing.pieces import load_articles
from quotes.importers.storing.planning import count_rows, look_up_by_index
from quotes.importers.storing.preparing import prepared
from quotes.importers.storing.proven import EVERY, forget_proven
from quotes.importers.storing.refs import NOT_HERE
from quotes.importers.storing.things import load_things
from quotes.importers.storing.writer import batches
from quotes.models import Article, ImportRun, Quote, Review, Source, Speaker
from quotes.vocabulary import Role
from quotes.workflow.chain import now_in_whole_seconds

__all__ = [
    "ACCOUNT",
    "OUTCOMES",
    "Outcome",
    "import_account",
    "import_items",
    "importing",
]

#: Records and quotes that are written together; what bounds the memory that is needed.
BATCH_RECORDS, BATCH_QUOTES = 500, 225

#: So much of the report stays with the run, in characters.
KEPT_REPORT = 1_000_000

#: Who imports when nobody does by name; cannot log in.
ACCOUNT = "quotes.import"


@dataclass(slots=True)
class Outcome:
    """What became of a file. counts: {kind: {outcome: number}}."""

    run: ImportRun | None = None
    counts: dict = field(default_factory=dict)
    is_written: bool = False
    accounts: list = field(default_factory=list)

    def total(self, outcome):
        """Return how many records of any kind came out so."""
        return sum(each.get(outcome, 0) for each in self.counts.values())


class _TakenBack(Exception):
    """Nothing of the file is to be kept."""


def import_items(items, *, progress=lambda done, counts: None, **options):
    """Take in the items of one file at one go; return the Outcome.

    progress gets the number of records so far and the counts; options are those of
    importing().
    """
    with closing(importing(items, **options)) as steps:
        while True:
            try:
                done, counts = next(steps)
            except StopIteration as end:
                return end.value
            progress(done, counts)


def importing(
    items,
    *,
    by,
    name,
    format,
    trusted=False,
    dry_run=False,
    keep_going=False,
    tell=lambda entry: None,
    refuse=None,
    digest=None,
    checks=True,
    workers=0,
    at=None,
):
    """Take in the items of one file, step by step; yield (records so far, counts).

    Returns an Outcome. The transaction is open between two steps: a generator that is
    closed before its end leaves nothing written.

    by is whom the rows are owed to, and whose permissions count unless trusted. With a
    refusal nothing is written, unless keep_going; dry_run writes nothing whatever comes.
    tell gets each entry of the report (a dictionary), refuse(item, bytes or None) each
    refused item with the part of it that is meant. digest() is called at the end and
    returns (SHA-256, size in bytes) of the file. checks=False leaves the checks to a
    later `check_attributions`. workers is how many processes beside this one prepare
    what needs no database.
    """
    outcome, kept = Outcome(), _Kept(tell)
    try:
        with collecting_rarely(), transaction.atomic():
            run = ImportRun.objects.create(
                name=name[:300],
                format=format,
                sha256="0" * 64,
                size=0,
                by=by,
                started_at=now_in_whole_seconds(at),
            )
            look_up_by_index()
            frame = Frame(run, trusted=trusted, tell=kept, refuse=refuse, checks=checks)
            outcome.counts = frame.counts
            is_json = format == "ndjson"
            with frame.beside:
                yield from _take_in(frame, prepared(items, workers, is_json=is_json))
            outcome.run, outcome.accounts = run, frame.refs.made
            if dry_run or (outcome.total("refused") and not keep_going):
                raise _TakenBack
            run.sha256, run.size = digest() if digest else _nothing()
            run.counts = plain_counts(frame.counts)
            run.report = kept.text
            run.last_review = Review.objects.aggregate(last=Max("pk"))["last"] or 0
            run.finished_at = timezone.now()
            run.save()
            outcome.is_written = True
    except _TakenBack:
        outcome.run = None
    outcome.counts = plain_counts(outcome.counts)
    return outcome


def _nothing():
    return hashlib.sha256(b"").hexdigest(), 0


def _take_in(frame, prepared_items):
    done, had = 0, Counter()
    with closing(prepared_items) as known:
        for is_article, batch in _ahead(_batches(known)):
            if had[is_article].bit_count() == 1:  # before the 2nd, 3rd, 5th, 9th …
                frame.beside.settle()
                count_rows(ORDER)
            had[is_article] += 1
            if had.total() % EVERY == 0:
                frame.beside.settle()
                forget_proven(frame.run)
            if is_article:
                load_articles(frame, batch)
            else:
                load_things(frame, batch)
            done += len(batch)
            yield done, frame.counts
    frame.beside.settle()
    _finish(frame)
    yield done, frame.counts


def _ahead(batches):
    """Yield what an iterator gives, the next one made in a thread while this one is used.

    So a file is read while the database is at work; what reads asks no database.
    """
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = thread.submit(next, batches, None)
            yield batch


def _batches(known):
    """Yield (whether of articles and quotes, [(item, Known)]), in order, bounded in size."""
    batch, kind, quotes = [], None, 0
    for item, each in known:
        record = item.record or {}
        is_article = record.get("type") in ("article", "quote")
        if batch and (
            is_article != kind or len(batch) >= BATCH_RECORDS or quotes >= BATCH_QUOTES
        ):
            yield kind, batch
            batch, quotes = [], 0
        kind = is_article
        batch.append((item, each))
        found = record.get("quotes")
        quotes += len(found) if isinstance(found, list) else 1
    if batch:
        yield kind, batch


def _finish(frame):
    """Fill in what named later rows, and the names that published speakers have."""
    targets = {
        "printed_in_id": Article,
        "article_id": Article,
        "merged_into_id": Speaker,
        "relays_id": Source,
        "quote_id": Quote,
    }
    for some in batches(frame.refs.deferred, 500):
        wanted = {}
        for model, key, columns in some:
            for column, public_id in columns.items():
                if public_id:
                    wanted.setdefault(column, []).append((model, key, public_id))
        for column, rows in wanted.items():
            _point(frame, column, targets[column], rows)
    frame.refs.deferred.clear()
    frame.refs.write_public_names()


def _point(frame, column, target, rows):
    found = target.objects.filter(
        public_id__in={public_id for *_row, public_id in rows}
    )
    keys = dict(found.values_list("public_id", "pk"))
    named = {}
    for model, key, public_id in rows:
        if public_id in keys:
            named.setdefault(model, []).append((key, keys[public_id]))
            continue
        params = {"kind": target._meta.model_name, "value": public_id}
        what, advice = NOT_HERE
        field = column.removesuffix("_id")
        fault = Fault("end", field, what, advice, params, is_warning=True)
        kind = model._meta.model_name
        frame.done(kind, "kept", Item("end"), faults=[fault])
    for model, pairs in named.items():
        frame.writer.point(model, column, pairs)


class _Kept:
    """Passes entries of the report on, and keeps the first of them for the run."""

    def __init__(self, tell):
        self.tell, self.lines, self.size, self.left = tell, [], 0, 0

    def __call__(self, entry):
        self.tell(entry)
        line = orjson.dumps(entry).decode()
        if self.size + len(line) > KEPT_REPORT:
            self.left += 1
            return
        self.size += len(line) + 1
        self.lines.append(line)

    @property
    def text(self):
        """The report as lines of JSON; the last one says how many are not in it."""
        lines = list(self.lines)
        if self.left:
            lines.append(orjson.dumps({"left_out": self.left}).decode())
        return "".join(f"{line}\n" for line in lines)


def plain_counts(counts):
    """Return counts as plain dictionaries."""
    return {kind: dict(each) for kind, each in counts.items() if each}


@transaction.atomic
def import_account():
    """Return the account that imports when nobody does by name: an editor's, no login."""
    user, is_new = get_user_model().objects.get_or_create(
        username=ACCOUNT, defaults={"first_name": ACCOUNT, "is_staff": False}
    )
    if is_new:
        user.set_unusable_password()
        user.save()
        user.groups.set(Group.objects.filter(name=Role.EDITOR))
    return user
