"""A quote's record as a row of CSV."""

import pytest

from quotes.records import QUOTE_COLUMNS, quote_row
from tests import factories as make
from tests.records.test_quotes import record_of

pytestmark = pytest.mark.django_db


def row_of(quote):
    return dict(zip(QUOTE_COLUMNS, quote_row(record_of(quote)), strict=True))


def test_a_row_has_a_cell_for_every_column():
    source = make.make_source("conférence", relays=make.make_source("dépêche"))
    quote = make.make_verified_quote(source=source)

    row = row_of(quote)

    assert row["id"] == quote.public_id
    assert row["statement"] == "«\u00a0Nous tiendrons parole\u00a0»"
    assert (row["reported"], row["corrected"]) == ("false", "false")
    assert row["sources"] == "conférence · dépêche"
    assert row["speakers"] == "Anna Brandt"
    assert row["said_on"] == ""


def test_a_row_of_a_withdrawn_quote_has_no_words():
    row = row_of(make.make_withdrawn_quote())

    told = {column for column, cell in row.items() if cell}
    assert told == {"id", "url", "version", "status", "changed_at"}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign):
    record = record_of(make.make_verified_quote())
    record["occasion"] = f"{sign}HYPERLINK(1)"

    row = dict(zip(QUOTE_COLUMNS, quote_row(record), strict=True))

    assert row["occasion"] == f"'{sign}HYPERLINK(1)"


def test_every_column_is_filled_by_some_record():
    """A column whose name no record knows would stay empty and be missed by nobody."""
    article = make.make_article(publisher="AFP", published_on="2024-11-12")
    speaker = make.make_speaker()
    make.make_office(speaker, "ministre", printed_in=article)
    quote = make.make_verified_quote(
        article=article,
        speaker=speaker,
        source=make.make_source(),
        said_on="2024-11-12",
        occasion="à Bruxelles",
    )
    make.make_published_correction(quote)

    row = row_of(quote)

    assert [column for column, cell in row.items() if not cell] == []
