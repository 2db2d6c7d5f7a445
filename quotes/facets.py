"""By what a list of quotes can be narrowed, with how many there are of each.

Counted over the newest 1,000 matches; where there are more, whoever shows the counts
says so. A handful of queries, however many there are to count.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from quotes.facet_counts import value_counts
from quotes.lookups import OneOf
from quotes.models import Article, Publication, Speaker, SpeakerName
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
    counts = value_counts(keys)
    values = {
        "speaker": _speakers(counts["speaker"]),
        "office": _top(counts["office"]),
        "source_kind": _words(counts["source_kind"], "source_kind"),
        "article": _articles(counts["article"]),
        "kind": _words(counts["kind"], "kind"),
        "status": _statuses(counts["status"]),
        "language": _words(counts["language"], "language"),
        "year": _years(counts["year"]),
    }
    return Facets(values, total, len(keys))


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
    counts.pop("", None)
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Facet(value, value, count) for value, count in found[:SHOWN]]


def _words(counts, name):
    """Return the facet of a column with choices, by its words in the interface."""
    labels = dict(Publication._meta.get_field(name).choices)
    return [
        Facet(facet.value, labels[facet.value], facet.count) for facet in _top(counts)
    ]


def _statuses(counts):
    found = [
        Facet(status.value, status.label, counts[status])
        for status in Status
        if counts[status]
    ]
    return sorted(found, key=lambda facet: -facet.count)


def _years(counts):
    counts.pop(f"{date.min.year:04}", None)
    newest = sorted(counts.items(), reverse=True)[:SHOWN]
    return [Facet(year, year, count) for year, count in newest]


def _speakers(counts):
    top = _most_frequent(counts)
    # As Speaker.name_in() says, without making speakers.
    shown = SpeakerName.objects.filter(is_display=True, language=get_language())
    shown = shown.filter(OneOf("speaker", [key for key, _id, _name in top])).order_by()
    names = dict(shown.values_list("speaker_id", "name"))
    found = [
        Facet(public_id, names.get(key, name), counts[key])
        for key, public_id, name in top
    ]
    return sorted(found, key=lambda facet: (-facet.count, facet.label))


def _most_frequent(counts):
    """Return (key, public id, name) of the speakers counted most.

    Of equals at the end, the first by name.
    """
    ranked = counts.most_common(SHOWN)
    least = ranked[-1][1] if len(ranked) == SHOWN else 0
    ahead = [key for key, count in ranked if count > least]
    equal = [key for key, count in counts.items() if count == least]
    rows = Speaker.objects.filter(OneOf("pk", [*ahead, *equal]))
    rows = rows.order_by(OneOf("pk", ahead).desc(), "name", "pk")
    return list(rows.values_list("pk", "public_id", "name")[:SHOWN])


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
