"""“Find this quote”: the statements nearest to what somebody remembers."""

import pytest

from quotes.diffs import ADDED, REMOVED
from quotes.nearest import nearest
from tests import factories as make
from tests.test_search import STATEMENTS, write_statements

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("remembered", "name"),
    [
        ("Nous allons mobiliser toute l’Europe dès l’été", "europe"),
        ("on va mobiliser l'Europe entière des l'ete", "europe"),
        ("il faut expedier tout ce qu'on peut", "expedier"),
        ("c'est une pure invention", "invention"),
        ("The war was won in the summer", "war"),
        ("to be or not to be: that's the question", "hamlet"),
    ],
)
def test_the_statement_that_was_meant_comes_first(remembered, name):
    names = write_statements()

    found = nearest(remembered)

    assert names[found[0].publication.quote_id] == name
    assert [near.alike for near in found] == sorted(
        (near.alike for near in found), reverse=True
    )


def test_the_very_words_are_wholly_alike_and_have_no_difference():
    write_statements()

    found = nearest(STATEMENTS["war"][1])[0]

    assert found.alike == 100
    assert {change.kind for change in found.diff} == {"kept"}


def test_the_difference_says_what_is_whose():
    write_statements()

    found = nearest("The war was won in summer")[0]

    assert [c.text.strip() for c in found.diff if c.kind == REMOVED] == ["won"]
    assert [c.text.strip() for c in found.diff if c.kind == ADDED] == ["lost"]


@pytest.mark.parametrize(
    "text", ["", "Une phrase que personne ici n’a dite", "!!!", "le la les", "%"]
)
def test_what_is_near_to_nothing_finds_nothing(text):
    write_statements()

    assert nearest(text) == []


@pytest.mark.parametrize("status", ["unverified", "withdrawn", "rejected", "proposed"])
def test_what_readers_may_not_see_is_not_found(status):
    make.make_quote_in(status)

    assert nearest(make.WORDS) == []


def test_the_page_shows_it_with_the_difference_and_keeps_the_sentence(client):
    make.make_verified_quote()

    page = client.get("/find/", {"text": "Nous tiendrons la parole"})
    content = page.content.decode()

    assert page.status_code == 200
    assert "Nous tiendrons la parole</textarea>" in content
    assert "<del>" in content
    assert "Anna Brandt" in content


@pytest.mark.parametrize("text", ["x" * 2001, "\0", ""])
def test_a_sentence_that_cannot_be_is_told_so(client, text):
    page = client.get("/find/", {"text": text})

    assert page.status_code == 200
    assert 'class="error"' in page.content.decode()
