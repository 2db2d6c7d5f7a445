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

#: Keys of a block; times the languages, never more than 50,000 addresses.
BLOCK = 20_000
#: Rows that are fetched at once.
ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of thing: which keys it has from one on, and its entries in a stretch.

    next_key returns the first public key from one on, None after the last; entries
    yields (thing with a page, moment of its last public change or None).
    """

    name: str
    next_key: Callable[[int], int | None]
    entries: Callable[[int, int], Iterator[tuple]]

    def blocks(self):
        """Yield the numbers of the blocks that hold something public."""
        key = self.next_key(0)
        while key is not None:
            yield key // BLOCK
            key = self.next_key((key // BLOCK + 1) * BLOCK)


def _first(rows, name, key):
    found = rows.filter(**{f"{name}__gte": key}).order_by(name)
    return found.values_list(name, flat=True).first()


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


def _next_speaker(key):
    """Return the first key from one on that a public speaker has."""
    named = PublicationSpeaker.objects.listed()
    own = _first(named.filter(speaker__merged_into=None), "speaker_id", key)
    survivors = {pk: last for pk, last in _survivors().items() if last >= key}
    found = set(
        named.filter(speaker__in=survivors).values_list("speaker_id", flat=True)
    )
    keys = {survivors[pk] for pk in found} | ({own} - {None})
    return min(keys, default=None)


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
            lambda key: _first(Publication.objects.listed(), "quote_id", key),
            _quotes,
        ),
        Section("speakers", _next_speaker, _speakers),
        Section(
            "articles",
            lambda key: _first(Article.objects.public(), "pk", key),
            _articles,
        ),
        Section(
            "sources", lambda key: _first(Source.objects.public(), "pk", key), _sources
        ),
        Section(
            "corrections",
            lambda key: _first(Correction.objects.public(), "pk", key),
            _corrections,
        ),
    )
}
