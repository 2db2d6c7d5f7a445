"""What a full quote's rows hold beyond its record: made of it, and of nothing else."""

from typing import NamedTuple

from quotes.importers.storing.proofs import as_publication
from quotes.publishing import derived_columns
from quotes.terms import terms_of_quote


class Derived(NamedTuple):
    """Search terms of a quote's words, and the derived columns of its publications."""

    terms: str
    publications: list


def derived_of(record):
    """Return the Derived of a full record that has proven itself; it has a language."""
    return Derived(
        terms_of_quote(record["words"], record["language"]),
        [
            derived_columns(as_publication(row))
            for row in record.get("publications") or ()
        ],
    )
