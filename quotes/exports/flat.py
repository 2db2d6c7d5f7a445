"""One quote on each row: what a person reads and mends in a spreadsheet.

The columns are those of the plain CSV that imports take (quotes/importers/README.md),
and some that they only warn of. Reviews, corrections, candidates, positions and texts
are not in it: the NDJSON has all of them.
"""

from quotes.exports.rows import Table, plain
from quotes.exports.selection import Selection, keys_of
from quotes.models import Attribution, Quote, Span
from quotes.records.rows import SEPARATOR, cell
from quotes.snapshots import snapshot
from quotes.texts import ELISION
from quotes.vocabulary import Rank, SpanRole

#: Articles whose quotes are in memory together.
CHUNK = 200

_ARTICLE = {
    "article_id": "article__public_id",
    "article_external_id": "article__external_id",
    "publisher": "article__publisher",
    "headline": "article__headline",
    "byline": "article__byline",
    "dateline": "article__dateline",
    "article_language": "article__language",
    "article_url": "article__url",
    "published_on": "article__published_on",
    "release": "article__release",
    "rights": "article__rights",
}
_SOURCE = {
    "source_id": "source__public_id",
    "source": "source__name",
    "source_kind": "source__kind",
    "source_publisher": "source__publisher",
    "source_dated_on": "source__dated_on",
    "source_url": "source__url",
    "source_language": "source__language",
}
_OWN = (
    *("external_id", "status", "words", "kind", "polarity", "language", "occasion"),
    *("is_heading", "said_on", "said_on_precision", "said_on_printed"),
    *("said_on_known", "version"),
)
_QUOTES = Table(
    Quote,
    {
        **_ARTICLE,
        "quote_id": "public_id",
        **{name: name for name in _OWN},
        **_SOURCE,
        "changed_by": "changed_by__username",
        "changed_at": "changed_at",
        "decided_by": "decided_by__username",
    },
    parent="article",
    order=(),
)
_SPEAKER = {
    "speaker_id": "speaker__public_id",
    "speaker": "speaker__name",
    "speaker_wikidata_id": "speaker__wikidata_id",
    "speaker_kind": "speaker__kind",
}
_SPEAKERS = Table(
    Attribution,
    {**_SPEAKER, "position": "position", "mention": "mention"},
    parent="quote",
    order=("position",),
)
_SPANS = Table(
    Span,
    {"revision": "revision__number", "role": "role", "number": "number", "is": "exact"},
    parent="quote",
    order=("revision", "role", "number"),
)

#: The columns, in order.
COLUMNS = (
    *("quote_id", "external_id", "status", "version", "words", "quoted", "cue"),
    *("mention", *_SPEAKER, "kind", "polarity", "language", "occasion", "is_heading"),
    *("said_on", "said_on_precision", "said_on_printed", "said_on_known", *_SOURCE),
    *_ARTICLE,
    *("changed_by", "changed_at", "decided_by"),
)


def flat_rows(articles=None, *, statuses=(), chunk=CHUNK):
    """Yield a list of strings, one for each of COLUMNS, for each quote.

    Which quotes, and in which order: as editorial() has them. Speakers are the
    preferred ones; spans those of the newest text that the quote stands in; several
    speakers have “ · ” between them, several spans “ […] ”. Cells that a spreadsheet
    would take for formulas begin with an apostrophe. Begins a transaction of its own.
    """
    selection = Selection(articles, statuses)
    with snapshot():
        for keys in keys_of(selection.articles, chunk):
            yield from _rows_of(keys, selection)


def _rows_of(keys, selection):
    where = {"quote__article__in": keys, **selection.of_quotes("quote__")}
    spans, claims = {}, {}
    for pk, quote, span in _SPANS.rows(Span.objects.filter(**where)):
        spans.setdefault(quote, {})[pk] = span
    preferred = Attribution.objects.filter(**where, rank=Rank.PREFERRED)
    for _pk, quote, claim in _SPEAKERS.rows(preferred):
        claims.setdefault(quote, []).append(claim)
    quotes = Quote.objects.filter(article__in=keys, **selection.of_quotes(""))
    for pk, _article, record in _QUOTES.rows(quotes):
        record |= _of_spans(spans.get(pk, {}), claims.get(pk, ()))
        for column in _SPEAKER:
            values = [claim.get(column, "") for claim in claims.get(pk, ())]
            record[column] = SEPARATOR.join(values)
        yield [cell(plain(record.get(column))) for column in COLUMNS]


def _of_spans(spans, claims):
    """Return cue, mention and quoted words as they stand in the newest text."""
    newest = max((span["revision"] for span in spans.values()), default=0)
    told = {
        role: ELISION.join(
            span["is"]
            for span in spans.values()
            if span["role"] == role and span["revision"] == newest
        )
        for role in (SpanRole.QUOTED, SpanRole.CUE)
    }
    own = [spans[claim["mention"]]["is"] for claim in claims if "mention" in claim]
    mentions = dict.fromkeys(own)
    return {
        "quoted": told[SpanRole.QUOTED],
        "cue": told[SpanRole.CUE],
        "mention": ELISION.join(mentions),
    }
