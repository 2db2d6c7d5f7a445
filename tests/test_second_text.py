"""Readers and machines after an article got a second text: all of it still fits."""

import json

import pytest
from django.urls import reverse

from quotes import workflow
from quotes.models import Publication
from tests import revised_piece as piece
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(piece.PIECE, headline="L’aide à l’Ukraine")


@pytest.fixture
def quotes(article):
    """Three public quotes: one will move, one be reworded, one be cut."""
    rows = [
        piece.verified(article, "minister-mobilise", "Andriï Sybiga"),
        piece.verified(article, "cancian-afp", "Mark Cancian"),
        piece.verified(article, "kallas-hearing", "Kaja Kallas"),
    ]
    text = piece.replaced(piece.HEARING + "\n", "", piece.with_a_typo_mended())
    workflow.receive_revision(article, text, by=make_editor())
    return rows


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_public_article_marks_what_its_text_has_and_lists_the_rest(
    client, article, quotes
):
    html = page(client, article.get_absolute_url())

    kept, reworded, cut = quotes
    assert "en grand nombre" in html  # the newest text
    assert all(quote.public_id in html for quote in quotes)
    context = client.get(article.get_absolute_url()).context
    assert [row.quote_id for _number, row in context["statements"]] == [kept.pk]
    assert {row.quote_id for row in context["elsewhere"]} == {reworded.pk, cut.pk}


def test_each_quote_s_page_shows_its_words_where_it_was_verified(client, quotes):
    for quote in quotes:
        current = quote.publications.get(is_current=True)
        html = page(client, current.get_absolute_url())

        assert current.shown["mention"] in html
    kept = quotes[0]
    assert kept.publications.count() == 2
    html = page(client, kept.publications.get(is_current=True).get_absolute_url())
    assert "Found in a new text" in html
    first = kept.publications.get(number=1)
    assert page(client, first.get_version_url())


def test_annotations_and_citron_count_places_in_the_newest_text(
    client, article, quotes
):
    text = article.revisions.get(number=2).text

    citron = json.loads(
        page(client, reverse("api:article-citron", args=[article.public_id]))
    )
    notes = json.loads(
        page(client, reverse("api:article-annotations", args=[article.public_id]))
    )

    assert citron["text"] == text
    [only] = citron["quotes"]
    for each in only["contents"]:
        assert text[each["start"] : each["end"]] == each["text"]
    assert notes


@pytest.mark.parametrize(
    "path", ["/", "/quotes/", "/articles/", "/speakers/", "/feeds/quotes.atom"]
)
def test_lists_and_feeds_go_on(client, quotes, path):
    html = page(client, path)

    if path in ("/quotes/", "/feeds/quotes.atom"):
        assert all(quote.public_id in html for quote in quotes)


def test_one_version_of_each_is_current(quotes):
    listed = Publication.objects.listed()

    assert sorted(row.quote_id for row in listed) == sorted(q.pk for q in quotes)
