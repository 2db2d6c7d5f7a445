"""By what a list of quotes can be narrowed, with how many there are of each.

Counted over the newest 1,000 matches; where there are more, whoever shows the counts
says so. A handful of queries, however many there are to count.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from quotes.lookups import OneOf
from quotes.models import Article, Publication, Speaker
from quotes.newest import newest_keys
from quotes.search import estimated_count
from quotes.vocabulary import Status

#: So many of the newest matches are counted.
COUNTED = 1000

#: So many values of a facet are shown, the most frequent first.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Total:
    """How many matches there are: exactly, "more than" or "about" that many."""

    count: int
    how: str = "exactly"


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet: what the filter takes, what people read, how many.

    count is None where it is not known. language is that of the label, "" for words of
    the interface.
    """

    value: str
    label: str
    count: int | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of every facet by the name of its filter, and the total.

    counted: among how many of the newest.
    """

    values: dict[str, list[Facet]]
    total: Total
    counted: int = 0

    @property
    def is_partial(self):
        """Whether only the newest matches were counted."""
        return self.total.how != "exactly"


def capped(count):
    """Return the total of rows that were counted up to one more than COUNTED."""
    return Total(count) if count <= COUNTED else Total(COUNTED, "more than")


def estimated(count, most):
    """Return the total of an estimate that went up to one more than `most`."""
    if count > most:
        return Total(most, "more than")
    return Total(_rounded(count), "about")


def count_facets(publications, found=None):
    """Return the facets of a queryset of publications, as it was narrowed.

    found: what newest_keys() found of it, up to one more than COUNTED.
    """
    found = found or newest_keys(publications, COUNTED + 1, least=0)
    total = _total(publications, found)
    keys = found.keys[:COUNTED]
    rows = list(
        publications.model.objects.filter(OneOf("pk", keys))
        .order_by()
        .values_list(
            "pk",
            "kind",
            "status",
            "under_review",
            "language",
            "source_kind",
            "office",
            "sorted_on",
            "article_id",
            "is_corrected",
        )
    )
    values = {
        "speaker": _speakers(keys),
        "office": _top(Counter(row[6] for row in rows if row[6])),
        "source_kind": _words(rows, 5, "source_kind"),
        "article": _articles(Counter(row[8] for row in rows)),
        "kind": _words(rows, 1, "kind"),
        "status": _statuses(rows),
        "language": _words(rows, 4, "language"),
        "year": _years(rows),
    }
    return Facets(values, total, len(rows))


def _total(publications, found):
    count = len(found.keys)
    if count <= COUNTED and not found.end:
        return Total(count)
    about = estimated_count(publications)
    if about is None:
        return Total(min(count, COUNTED), "more than")
    return Total(_rounded(about), "about")


def _rounded(count):
    """Return a number with two significant digits: an estimate claims no more."""
    size = 10 ** max(0, len(str(count)) - 2)
    return round(count / size) * size


def _top(counts):
    found = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [Facet(value, value, count) for value, count in found[:SHOWN]]


def _words(rows, column, name):
    """Return the facet of a column with choices, by its words in the interface."""
    labels = dict(Publication._meta.get_field(name).choices)
    counts = Counter(row[column] for row in rows if row[column])
    return [
        Facet(facet.value, labels[facet.value], facet.count) for facet in _top(counts)
    ]


def _statuses(rows):
    counts = Counter()
    for (is_under_review, status), count in Counter(
        (row[3], row[2]) for row in rows
    ).items():
        counts[Status.UNDER_REVIEW if is_under_review else Status(status)] += count
    found = [
        Facet(status.value, status.label, counts[status])
        for status in Status
        if counts[status]
    ]
    return sorted(found, key=lambda facet: -facet.count)


def _years(rows):
    counts = Counter(row[7].year for row in rows)
    counts.pop(date.min.year, None)
    newest = sorted(counts.items(), reverse=True)[:SHOWN]
    return [Facet(f"{year:04}", f"{year:04}", count) for year, count in newest]


def _speakers(keys):
    named = list(
        Publication.speakers.through.objects.filter(OneOf("publication", keys))
        .order_by()
        .values_list("publication_id", "speaker_id", "speaker__merged_into_id")
    )
    survivors = _survivors({speaker for _key, speaker, into in named if into})
    # Once for each quote, whichever of its names it was said under.
    said = {(key, survivors.get(speaker, speaker)) for key, speaker, _into in named}
    counts = Counter(speaker for _key, speaker in said)
    language = get_language()
    found = [
        Facet(row.public_id, row.name_in(language), counts[row.pk])
        for row in _most_frequent(counts)
    ]
    return sorted(found, key=lambda facet: (-facet.count, facet.label))


def _survivors(keys):
    """Return whom these merged speakers are read through, by key."""
    if not keys:
        return {}
    rows = Speaker.objects.filter(OneOf("pk", keys))
    rows = rows.select_related("merged_into__merged_into__merged_into")
    return {row.pk: row.resolved().pk for row in rows}


def _most_frequent(counts):
    """Return the speakers counted most; of equals at the end, the first by name."""
    ranked = counts.most_common(SHOWN)
    least = ranked[-1][1] if len(ranked) == SHOWN else 0
    ahead = [key for key, count in ranked if count > least]
    equal = [key for key, count in counts.items() if count == least]
    rows = Speaker.objects.prefetch_related("names")
    found = list(rows.filter(pk__in=ahead)) if ahead else []
    if equal:
        by_name = rows.filter(OneOf("pk", equal)).order_by("name", "pk")
        found += by_name[: SHOWN - len(ahead)]
    return found


def _articles(counts):
    top = sorted(counts.items(), key=lambda pair: (-pair[1], -pair[0]))[:SHOWN]
    articles = Article.objects.in_bulk([key for key, _count in top])
    untitled = [article for article in articles.values() if not article.headline]
    prefetch_related_objects(untitled, "revisions")
    return [
        Facet(
            articles[key].public_id, articles[key].title, count, articles[key].language
        )
        for key, count in top
    ]
