"""What is in the sitemaps: which keys are public, and the entries of a stretch of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery, Value

from quotes.models import (
    Article,
    Correction,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    Source,
    Speaker,
)
from quotes.sitemaps.blocks import blocks_of

#: Keys of a block; times the languages, never more than 50,000 addresses.
BLOCK = 20_000
#: Rows that are fetched at once.
ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of thing: which blocks hold something public, and the entries of a stretch.

    blocks returns the numbers of blocks, in order; entries yields (thing with a page,
    moment of its last public change or None) from one key up to another.
    """

    name: str
    blocks: Callable[[], list[int]]
    entries: Callable[[int, int], Iterator[tuple]]


def _within(rows, name, start, end):
    found = rows.filter(**{f"{name}__gte": start, f"{name}__lt": end})
    return found.order_by(name)


def _last_change(rows):
    """Return the moment of the last change among the publications of an outer row."""
    name = "changed_at" if rows.model is Publication else "publication__changed_at"
    found = rows.order_by().values(one=Value(1)).annotate(last=Max(name))
    return Subquery(found.values("last"))


def _quotes(start, end):
    rows = _within(Publication.objects.listed(), "quote_id", start, end)
    rows = rows.only("public_id", "words", "changed_at")
    for row in rows.iterator(chunk_size=ROWS):
        yield row, row.changed_at


def _articles(start, end):
    theirs = Publication.objects.filter(is_current=True, article=OuterRef("pk"))
    rows = _within(Article.objects.public(), "pk", start, end)
    for row in rows.annotate(last=_last_change(theirs)).iterator(chunk_size=ROWS):
        yield row, row.last


def _sources(start, end):
    theirs = PublicationSource.objects.listed().filter(source=OuterRef("pk"))
    rows = _within(Source.objects.public(), "pk", start, end)
    for row in rows.annotate(last=_last_change(theirs)).iterator(chunk_size=ROWS):
        yield row, row.last


def _corrections(start, end):
    theirs = Publication.objects.filter(is_current=True, quote=OuterRef("quote"))
    rows = _within(Correction.objects.public(), "pk", start, end)
    for row in rows.annotate(last=_last_change(theirs)).iterator(chunk_size=ROWS):
        yield row, max(row.published_at, row.last or row.published_at)


def _speakers(start, end):
    """Yield the public speakers of a stretch, with what was said under merged names.

    Asked of the publications, ROWS keys at a time, so that the first are sent while the
    moments of the last are still to be found.
    """
    survivors = _survivors()
    for first in range(start, end, ROWS):
        last = min(first + ROWS, end)
        moments = _moments_of_speakers(first, last, survivors)
        if moments:
            for row in _within(
                Speaker.objects.filter(pk__in=moments), "pk", first, last
            ):
                yield row, moments[row.pk]


def _moments_of_speakers(start, end, survivors):
    """Return {key of a public speaker in a stretch: moment of its last change}."""
    merged = [pk for pk, survivor in survivors.items() if start <= survivor < end]
    named = PublicationSpeaker.objects.listed()
    own = named.filter(speaker__gte=start, speaker__lt=end, speaker__merged_into=None)
    moments = {}
    for rows in (own, named.filter(speaker__in=merged)):
        changes = rows.order_by().values_list("speaker")
        for pk, last in changes.annotate(last=Max("publication__changed_at")):
            survivor = survivors.get(pk, pk)
            moments[survivor] = max(last, moments.get(survivor, last))
    return moments


def _blocks_of_speakers():
    """Return the blocks with public speakers: merged ones count where they are read."""
    named = PublicationSpeaker.objects.listed()
    found = set(blocks_of(named.filter(speaker__merged_into=None), "speaker_id", BLOCK))
    survivors = _survivors()
    if survivors:
        merged = named.filter(speaker__in=survivors).values_list(
            "speaker_id", flat=True
        )
        found |= {survivors[pk] // BLOCK for pk in merged.distinct().order_by()}
    return sorted(found)


def _survivors():
    """Return {key of a merged speaker: key of the one it is read as}."""
    merges = dict(
        Speaker.objects.exclude(merged_into=None).values_list("pk", "merged_into")
    )
    found = {}
    for pk in merges:
        seen, last = {pk}, merges[pk]
        while last in merges and last not in seen:
            seen.add(last)
            last = merges[last]
        found[pk] = last
    return found


SECTIONS = {
    section.name: section
    for section in (
        Section(
            "quotes",
            lambda: blocks_of(Publication.objects.listed(), "quote_id", BLOCK),
            _quotes,
        ),
        Section("speakers", _blocks_of_speakers, _speakers),
        Section(
            "articles",
            lambda: blocks_of(Article.objects.public(), "pk", BLOCK),
            _articles,
        ),
        Section(
            "sources", lambda: blocks_of(Source.objects.public(), "pk", BLOCK), _sources
        ),
        Section(
            "corrections",
            lambda: blocks_of(Correction.objects.public(), "pk", BLOCK),
            _corrections,
        ),
    )
}
