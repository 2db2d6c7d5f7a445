"""What search and lists look up, made anew from publications and quotes themselves.

For an upgrade that changes how terms are made, and for rows that came past the
workflow. Nothing that readers see changes, so no publication's digest does.
"""

from django.db import transaction

from quotes.models import Publication, PublicName, Quote, QuoteTerms
from quotes.publishing import derived_columns, public_names
from quotes.terms import terms_of_quote

#: So many publications are read and written at once.
BATCH = 500


def reindex(tell=lambda count: None):
    """Write the derived columns of all publications, and names; return (seen, changed).

    Goes in batches by key, each in a transaction of its own: it can be stopped and run
    again at any time. tell is given the number seen so far after every batch.
    """
    seen = changed = last = 0
    while True:
        with transaction.atomic():
            rows = _batch(last)
            if not rows:
                return seen, changed
            different = [row for row in rows if _derive(row)]
            if different:
                Publication.objects.bulk_update(different, _COLUMNS)
            _list_under_their_days(rows)
            PublicName.objects.bulk_create(
                [name for row in rows if row.is_current for name in public_names(row)],
                ignore_conflicts=True,
            )
        last = rows[-1].pk
        seen += len(rows)
        changed += len(different)
        tell(seen)


def reindex_quotes(tell=lambda count: None):
    """Write the search terms of all quotes, published or not; return (seen, changed).

    In batches by key, as reindex() does.
    """
    seen = changed = last = 0
    while True:
        with transaction.atomic():
            rows = Quote.objects.select_for_update(of=("self",)).filter(pk__gt=last)
            rows = list(
                rows.order_by("pk").values_list(
                    "pk", "words", "language", "terms_row__terms"
                )[:BATCH]
            )
            if not rows:
                return seen, changed
            different = [
                QuoteTerms(quote_id=pk, terms=terms)
                for pk, words, language, stored in rows
                if (terms := terms_of_quote(words, language)) != stored
            ]
            QuoteTerms.objects.bulk_create(
                different,
                update_conflicts=True,
                unique_fields=["quote"],
                update_fields=["terms"],
            )
        last = rows[-1][0]
        seen += len(rows)
        changed += len(different)
        tell(seen)


_COLUMNS = ["sorted_on", "search_words", "search_terms", "office"]


def _batch(last):
    found = Publication.objects.select_for_update(of=("self",)).filter(pk__gt=last)
    return list(
        found.order_by("pk").prefetch_related(
            "source_rows",
            "speaker_rows__speaker__names",
            "speaker_rows__speaker__merged_into__names",
        )[:BATCH]
    )


def _list_under_their_days(rows):
    """Bring the day under which speakers and sources list publications up to date."""
    for links in ("speaker_rows", "source_rows"):
        wrong = []
        for row in rows:
            for link in getattr(row, links).all():
                if link.sorted_on != row.sorted_on:
                    link.sorted_on = row.sorted_on
                    wrong.append(link)
        if wrong:
            type(wrong[0]).objects.bulk_update(wrong, ["sorted_on"])


def _derive(row):
    """Set the derived columns of a row; tell whether one of them was another."""
    fresh = derived_columns(row)
    different = any(getattr(row, name) != value for name, value in fresh.items())
    for name, value in fresh.items():
        setattr(row, name, value)
    return different
