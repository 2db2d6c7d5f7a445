"""CSL-JSON against the shape of csl-data.json."""

import json

import pytest

from quotes.citations.csl import csl_item, csl_json
from tests import factories as make
from tests.citations.making import (
    facts_of,
    make_article,
    make_denial,
    make_unresolved,
    make_verified,
)
from tests.reading import current

pytestmark = pytest.mark.django_db

#: Of csl-data.json (CSL 1.0.2), which takes no other properties: those used here.
STRINGS = {
    *("id", "type", "title", "container-title", "publisher", "abstract", "language"),
    *("archive", "archive_location", "version", "note", "URL"),
}
DATES = {"issued", "event-date", "accessed"}
NAMES = {"author"}


def assert_csl(text):
    """Assert that a text has the shape of csl-data.json, as far as it is used here."""
    items = json.loads(text)
    assert isinstance(items, list)
    for item in items:
        assert {"id", "type"} <= item.keys() <= STRINGS | DATES | NAMES
        assert item["type"] == "article-newspaper"
        for name in STRINGS & item.keys():
            assert isinstance(item[name], str)
            assert item[name]
        for name in DATES & item.keys():
            assert item[name].keys() == {"date-parts"}
            ((*parts,),) = item[name]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)
        for name in item.get("author", ()):
            assert name.keys() in ({"family", "given"}, {"literal"})
            assert all(isinstance(part, str) and part for part in name.values())


def test_every_kind_of_publication_has_the_shape_of_csl_data():
    for publication in (
        make_verified(said_on="2024-11-01", said_on_precision="month"),
        make_unresolved(),
        make_denial(),
        make_verified(article=make_article(published_on=None, publisher="")),
        current(make.make_withdrawn_quote()),
    ):
        assert_csl(csl_json(facts_of(publication)))


def test_a_person_is_parted_and_a_body_is_literal():
    item = csl_item(facts_of(make_verified(), Anna_Brandt="Brandt, Anna"))
    assert item["author"] == [{"family": "Brandt", "given": "Anna"}]
    assert csl_item(facts_of(make_denial()))["author"] == [{"literal": "Kremlin"}]
    assert csl_item(facts_of(make_verified()))["author"] == [{"literal": "Anna Brandt"}]


def test_dates_have_the_parts_that_are_known():
    publication = make_verified(said_on="2024-11-01", said_on_precision="month")
    item = csl_item(facts_of(publication))

    assert item["event-date"] == {"date-parts": [[2024, 11]]}
    assert item["issued"] == {"date-parts": [[2024, 11, 13]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 25]]}


def test_a_title_that_styles_set_between_marks_is_quoted_as_a_whole():
    assert csl_item(facts_of(make_verified()))["title"] == "Nous tiendrons parole"
    denial = csl_item(facts_of(make_denial()))
    assert denial["title"].startswith("Reported statement ")
    assert denial["abstract"].startswith("Le Kremlin a démenti que")
