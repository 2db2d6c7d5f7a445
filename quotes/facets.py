"""By what a list of quotes can be narrowed, with how many there are of each.

Counted over the newest 1,000 matches; where there are more, whoever shows the counts
says so. Three queries, whatever there is to count.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language

from quotes.models import Article, Publication, Speaker
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
    """The values of every facet by the name of its filter, and the total."""

    values: dict[str, list[Facet]]
    total: Total

    @property
    def is_partial(self):
        """Whether only the newest matches were counted."""
        return self.total.how != "exactly"


def count_facets(publications):
    """Return the facets of a queryset of publications, as it was narrowed."""
    rows = list(
        publications.order_by("-sorted_on", "-pk").values_list(
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
        )[: COUNTED + 1]
    )
    total = _total(publications, rows)
    rows = rows[:COUNTED]
    values = {
        "speaker": _speakers([row[0] for row in rows]),
        "office": _top(Counter(row[6] for row in rows if row[6])),
        "source_kind": _words(rows, 5, "source_kind"),
        "article": _articles(Counter(row[8] for row in rows)),
        "kind": _words(rows, 1, "kind"),
        "status": _statuses(rows),
        "language": _words(rows, 4, "language"),
        "year": _years(rows),
    }
    return Facets(values, total)


def _total(publications, rows):
    if len(rows) <= COUNTED:
        return Total(len(rows))
    about = estimated_count(publications)
    if about is None:
        return Total(COUNTED, "more than")
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
    counts = Counter(
        Status.UNDER_REVIEW if under_review else Status(status)
        for _k, _kind, status, under_review, *_rest in rows
    )
    found = [
        Facet(status.value, status.label, counts[status])
        for status in Status
        if counts[status]
    ]
    return sorted(found, key=lambda facet: -facet.count)


def _years(rows):
    counts = Counter(str(row[7].year) for row in rows if row[7].year > 1)
    return [
        Facet(year, year, count) for year, count in sorted(counts.items(), reverse=True)
    ][:SHOWN]


def _speakers(keys):
    named = (
        Publication.speakers.through.objects.filter(publication__in=keys)
        .order_by()
        .values_list("publication_id", "speaker_id")
    )
    pairs, language = list(named), get_language()
    speakers = {
        speaker.pk: speaker.resolved()
        for speaker in Speaker.objects.filter(
            pk__in={speaker for _publication, speaker in pairs}
        )
        .select_related("merged_into__merged_into__merged_into")
        .prefetch_related("names")
    }
    counts = Counter(
        speaker
        for _publication, speaker in {
            (publication, (speakers[key].public_id, speakers[key].name_in(language)))
            for publication, key in pairs
        }
    )
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0][1]))
    return [Facet(public_id, name, count) for (public_id, name), count in found[:SHOWN]]


def _articles(counts):
    top = sorted(counts.items(), key=lambda pair: (-pair[1], -pair[0]))[:SHOWN]
    articles = Article.objects.with_texts().in_bulk([key for key, _count in top])
    return [
        Facet(
            articles[key].public_id, articles[key].title, count, articles[key].language
        )
        for key, count in top
    ]
