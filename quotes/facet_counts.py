"""How often each value stands in some publications: one query for all facets."""

from collections import Counter, defaultdict

from django.db import connections

from quotes.lookups import OneOf
from quotes.models import Publication, Speaker
from quotes.vocabulary import Status

_COLUMNS = (
    *("kind", "status", "under_review", "language", "source_kind", "office"),
    *("sorted_on", "article_id"),
)

#: What is counted, as SQL of one publication; a year is 0001 where no day is known.
_VALUES = {
    "kind": "kind",
    "status": f"CASE WHEN under_review THEN '{Status.UNDER_REVIEW}' ELSE status END",
    "language": "language",
    "source_kind": "source_kind",
    "office": "office",
    "year": "substr(CAST(sorted_on AS text), 1, 4)",
    "article": "article_id",
}


def value_counts(keys):
    """Return {facet: Counter of its values} of the publications with these keys.

    Counted in the database: to fetch a thousand rows takes longer than to count them.
    Articles and speakers are by key; a speaker counts once for each quote, whichever of
    its names it was said under.
    """
    counts = {name: Counter() for name in (*_VALUES, "speaker")}
    if not keys:
        return counts
    rows = Publication.objects.filter(OneOf("pk", keys)).order_by()
    named = Publication.speakers.through.objects.filter(OneOf("publication", keys))
    connection = connections[rows.db]
    counted, counted_values = _sql(rows.values_list(*_COLUMNS))
    said, said_values = _sql(named.order_by().values_list("speaker_id"))
    parts = [
        f"SELECT '{name}', CAST({value} AS text), count(*) FROM counted GROUP BY 2"  # noqa: S608
        for name, value in _VALUES.items()
    ]
    parts.append(
        "SELECT 'speaker', CAST(speaker_id AS text), count(*) FROM said GROUP BY 2"
    )
    asked = f"WITH counted AS ({counted}), said AS ({said}) {' UNION ALL '.join(parts)}"
    with connection.cursor() as cursor:
        cursor.execute(asked, [*counted_values, *said_values])
        for name, value, count in cursor.fetchall():
            counts[name][value] = count
    for name in ("article", "speaker"):
        counts[name] = Counter({int(key): n for key, n in counts[name].items()})
    if survivors := _survivors(counts["speaker"]):
        counts["speaker"] = _through(survivors, named)
    return counts


def _sql(rows):
    return rows.query.get_compiler(using=rows.db).as_sql()


def _survivors(keys):
    """Return whom those of these speakers that were merged are read through, by key."""
    rows = Speaker.objects.filter(OneOf("pk", keys), merged_into__isnull=False)
    merged = list(rows.order_by().values_list("pk", flat=True))
    if not merged:  # as almost always, and a speaker has many columns
        return {}
    rows = Speaker.objects.filter(OneOf("pk", merged))
    rows = rows.select_related("merged_into__merged_into__merged_into")
    return {row.pk: row.resolved().pk for row in rows}


def _through(survivors, named):
    pairs = named.order_by().values_list("publication_id", "speaker_id")
    said = defaultdict(set)
    for key, speaker in pairs:
        said[survivors.get(speaker, speaker)].add(key)
    return Counter({speaker: len(quotes) for speaker, quotes in said.items()})
