"""The editorial export: every row that editors made, as records that can be imported.

The records are those of quotes/importers/README.md in their full form: a header; the
speakers, survivors of merges before those merged into them; the sources, relayed ones
before those that relay them; the articles, oldest row first, each with its texts and
quotes and all that hangs on these; the links between quotes. Two exports of the same
rows are the same but for `written_at` in the header, and so is the export of a database
that was filled from one.

Not exported, and why (`quotes.exports.columns.EXEMPT` is the list by field):

- users: a person is named by username; passwords and groups stay here;
- the vault: never. Terms and their reasons are, they are part of a source;
- merges as acts (SpeakerMerge), batches: they name rows of this database by key; what
  they did is in the speakers and in the reviews;
- the history of simple-history, readers' reports and readings, saved filters, keys and
  claims of the desk: they belong to this site;
- what follows from the rest: names to search by, desk items, derived columns;
- fractions of seconds: moments are whole seconds.

An office may name an article, and a task of a correction an article or a quote, that
stand further down. Of an export of some articles, references to others are left out:
links, places in tasks, and offices that only another article vouches for.
"""

from datetime import UTC, datetime

from quotes.exports import columns as c
from quotes.exports.lineage import ancestors_first, with_ancestors
from quotes.exports.rows import plain
from quotes.exports.selection import Selection, keys_of
from quotes.models import (
    Article,
    Attribution,
    PublicationSource,
    PublicationSpeaker,
    Quote,
    QuoteLink,
    Source,
    Speaker,
)
from quotes.snapshots import snapshot

FORMAT, VERSION = "newsroom-quotes", 1

#: Articles that are in memory together, with all that hangs on them.
CHUNK = 200


def editorial(articles=None, *, statuses=(), written_at=None, chunk=CHUNK):
    """Yield the records of one moment of the database; see editorial_records().

    Begins a transaction of its own, which is open until the last record was taken.
    """
    with snapshot():
        yield from editorial_records(
            articles, statuses=statuses, written_at=written_at, chunk=chunk
        )


def editorial_records(articles=None, *, statuses=(), written_at=None, chunk=CHUNK):
    """Yield records (dictionaries of JSON values): header, speakers … links.

    articles is a queryset (not sliced) of those that are wanted with the speakers and
    sources they name, None for the whole database; statuses narrows it to quotes that
    have one of them and to their articles. written_at is an aware moment (now if
    omitted). Reads chunk articles at a time, with the same number of queries for each.
    """
    part = Selection(articles, statuses)
    yield {
        "type": "export",
        "format": FORMAT,
        "version": VERSION,
        "written_at": plain(written_at or datetime.now(UTC)),
        "of": "editorial",
    }
    yield from _speakers(part, chunk)
    yield from _sources(part, chunk)
    yield from _articles(part, chunk)
    yield from _links(part, chunk)


def _speakers(part, chunk):
    only = None
    if not part.is_all:
        rows = (
            part.inside(Attribution.objects.filter(speaker__isnull=False), "quote__"),
            part.inside(PublicationSpeaker.objects.all(), "publication__quote__"),
        )
        named = set()
        for found in rows:
            named.update(found.order_by().values_list("speaker", flat=True).distinct())
        only = with_ancestors(Speaker, "merged_into", named)
    for keys in ancestors_first(Speaker, "merged_into", chunk, only):
        found = _read(c.SPEAKERS, Speaker.objects.filter(pk__in=keys), "speaker")
        _attach(found, "names", c.NAMES, speaker__in=keys)
        _attach(found, "offices", c.OFFICES, speaker__in=keys)
        if not part.is_all:
            _leave_out_offices(found.values(), part)
        yield from _in_order(found, keys)


def _leave_out_offices(speakers, part):
    """Take out what only articles vouch for that are not exported."""
    offices = [row for speaker in speakers for row in speaker.get("offices", ())]
    inside = _public_ids(part.articles, (row.get("printed_in") for row in offices))
    for speaker in speakers:
        kept = []
        for row in speaker.pop("offices", ()):
            if row.get("printed_in", None) not in inside:
                row.pop("printed_in", None)
                if not (row.get("held_from") or row.get("held_to")):
                    continue
            kept.append(row)
        if kept:
            speaker["offices"] = kept


def _sources(part, chunk):
    only = None
    if not part.is_all:
        quoted = part.inside(Quote.objects.filter(source__isnull=False), "")
        rows = part.inside(PublicationSource.objects.all(), "publication__quote__")
        named = set()
        for found in (quoted, rows):
            named.update(found.order_by().values_list("source", flat=True).distinct())
        only = with_ancestors(Source, "relays", named)
    for keys in ancestors_first(Source, "relays", chunk, only):
        found = _read(c.SOURCES, Source.objects.filter(pk__in=keys), "source")
        yield from _in_order(found, keys)


def _articles(part, chunk):
    for keys in keys_of(part.articles, chunk):
        found = _read(c.ARTICLES, Article.objects.filter(pk__in=keys), "article")
        _attach(found, "revisions", c.REVISIONS, article__in=keys)
        _attach_quotes(found, keys, part)
        yield from _in_order(found, keys)


def _attach_quotes(articles, keys, part):
    """Read the quotes of some articles with all that hangs on them."""

    def of(prefix):
        return {f"{prefix}article__in": keys, **part.of_quotes(prefix)}

    quotes = _attach(articles, "quotes", c.QUOTES, **of(""))
    _attach(quotes, "spans", c.SPANS, **of("quote__"))
    attributions = _attach(quotes, "attributions", c.ATTRIBUTIONS, **of("quote__"))
    for record in attributions.values():
        _tell_mention(record)
    _attach(quotes, "proposals", c.PROPOSALS, **of("quote__"))
    for record in quotes.values():
        record["reviews"] = []
    _attach(quotes, "reviews", c.REVIEWS, **of("quote__"))
    corrections = _attach(quotes, "corrections", c.CORRECTIONS, **of("quote__"))
    tasks = _attach(corrections, "tasks", c.TASKS, **of("correction__quote__"))
    if not part.is_all:
        _leave_out_places(tasks.values(), part)
    published = _attach(quotes, "publications", c.PUBLICATIONS, **of("quote__"))
    where = of("publication__quote__")
    _attach(published, "speakers", c.PUBLISHED_SPEAKERS, **where)
    _attach(published, "sources", c.PUBLISHED_SOURCES, **where)
    _attach(quotes, "findings", c.FINDINGS, **of("quote__"))


def _tell_mention(record):
    """Put the two columns that name an attribution's mention into one object."""
    number = record.pop("mention_number", None)
    revision = record.pop("mention_revision", None)
    if number is not None:
        record["mention"] = {"revision": revision, "number": number}


def _leave_out_places(tasks, part):
    """Take out of tasks the articles and quotes that are not exported."""
    quotes = part.inside(Quote.objects.all(), "")
    for key, queryset in (("article", part.articles), ("quote", quotes)):
        inside = _public_ids(queryset, (task.get(key) for task in tasks))
        for task in tasks:
            if task.get(key) not in inside:
                task.pop(key, None)


def _public_ids(queryset, wanted):
    """Return those of some public ids that a queryset holds."""
    ids = {each for each in wanted if each}
    rows = queryset.filter(public_id__in=ids)
    return set(rows.values_list("public_id", flat=True))


def _links(part, chunk):
    rows = part.inside(QuoteLink.objects.all(), "from_quote__")
    rows = part.inside(rows, "to_quote__")
    for keys in keys_of(rows, chunk * 10):
        found = _read(c.LINKS, QuoteLink.objects.filter(pk__in=keys), "link")
        yield from _in_order(found, keys)


def _read(table, queryset, name):
    """Return records that stand alone, by the key of their row."""
    return {pk: {"type": name, **record} for pk, _, record in table.rows(queryset)}


def _attach(parents, name, table, **where):
    """Read rows and put each record under its parent's; return them by key."""
    found = {}
    for pk, parent, record in table.rows(table.model.objects.filter(**where)):
        parents[parent].setdefault(name, []).append(record)
        found[pk] = record
    return found


def _in_order(found, keys):
    return (found[key] for key in keys)
