"""Finding quotes by their words and other rows by their names, on either database."""

import pytest
from django.db import connection

from quotes import workflow
from quotes.models import Article, Office, Quote, QuoteTerms, Source, Speaker
from quotes.terms import terms_of_quote
from quotes.wordings import named, quotes_holding
from tests import factories as make

pytestmark = pytest.mark.django_db


def quotes_of(text):
    """Return the quotes whose words hold a text."""
    condition = quotes_holding(text)
    if condition is None:
        return None
    return list(
        Quote.objects.filter(terms_row__in=QuoteTerms.objects.filter(condition))
    )


@pytest.mark.parametrize(
    "text",
    [
        "parole",
        "PAROLES",
        "tiendrons PAROLES",
        "“tiendrons parole”",
        "nous parole",
        "parole tiendrons",
    ],
)
def test_a_quote_is_found_by_its_words_published_or_not(text):
    quote = make.make_quote()

    assert quotes_of(text) == [quote]


@pytest.mark.parametrize("text", ["Brandt", "“parole tiendrons”", "parole Otan"])
def test_a_quote_is_not_found_by_what_it_does_not_say(text):
    make.make_quote()

    assert quotes_of(text) == []


def test_stop_words_alone_find_nothing():
    assert not quotes_of("le de la")
    assert quotes_of("") is None


def test_accents_do_not_count():
    quote = make.make_quote(**make.DENIAL)

    assert quotes_of("parlé") == quotes_of("parle") == [quote]


def test_a_change_of_what_terms_are_made_of_is_followed():
    quote = make.make_quote()

    changed = workflow.change_quote(
        quote, by=make.make_editor(), fields={"language": "en"}
    )

    row = QuoteTerms.objects.get(quote=quote)
    assert row.terms == terms_of_quote(changed.words, "en")
    assert row.terms != terms_of_quote(changed.words, "fr")
    row.terms = " agir vite "
    row.save()
    assert quotes_of("agir") == [quote]
    assert quotes_of("parole") == []


def test_a_deleted_row_is_found_no_more():
    quote = make.make_quote()
    QuoteTerms.objects.filter(quote=quote).delete()

    assert quotes_of("parole") == []


def found(model, text):
    return list(model.objects.filter(named(model, text)).order_by("pk"))


def test_names_are_found_by_how_their_words_begin_without_accents():
    chloe = make.make_speaker("Chloé Lefèvre-Œuvrard")
    make.make_speaker("Anna Brandt")

    for text in ("chloe", "Chlo lefev", "LEFÈVRE", "oeuv", "œuvrard"):
        assert found(Speaker, text) == [chloe], text
    assert found(Speaker, "hloé") == []
    assert found(Speaker, "chloe brandt") == []


def test_names_in_other_letters_are_found():
    speaker = make.make_speaker("Михаил Подоляк")

    assert found(Speaker, "михаил") == found(Speaker, "Подол") == [speaker]


def test_articles_are_found_by_headline_publisher_byline_and_id():
    article = Article.objects.create(
        headline="L’Otan s’inquiète",
        publisher="AFP",
        byline="Zoé Petit",
        external_id="urn:newsml:afp.com:20241112:42",
        language="fr",
    )

    for text in ("otan", "l'otan inquiete", "afp", "zoe", "urn:newsml:afp.com:2024"):
        assert found(Article, text) == [article], text
    article.headline = "Le Sénat vote"
    article.save()
    assert found(Article, "otan") == []
    assert found(Article, "senat") == [article]
    article.delete()
    assert found(Article, "senat") == []


def test_sources_are_found_by_name_and_address():
    source = Source.objects.create(
        kind="report", name="Rapport annuel", url="https://example.org/rapport"
    )

    for text in ("annuel rapport", "https://example.org", "exam"):
        assert found(Source, text) == [source], text


def test_offices_are_found_by_title():
    speaker = make.make_speaker("Anna Brandt")
    office = Office.objects.create(speaker=speaker, title="Ministre de l’Énergie")

    assert found(Office, "energie") == [office]


@pytest.mark.parametrize("text", ["", " ", "—", "« »", "\0"])
def test_what_has_no_words_asks_nothing(text):
    assert named(Speaker, text) is None


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        # Every word must begin one of the name: an operator would say otherwise.
        ("brandt' | 'x", False),
        ('brandt" OR "x', False),
        ("brandt & !anna", True),
        ("NEAR(anna brandt)", False),
        ("anna:*", True),
    ],
)
def test_signs_of_the_databases_query_languages_mean_nothing(text, is_found):
    anna = make.make_speaker("Anna Brandt")

    assert found(Speaker, text) == ([anna] if is_found else [])
    assert quotes_of(text) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are SQLite's")
def test_the_triggers_that_keep_sqlite_s_indexes_in_step_are_there():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    tables = ("article", "speaker", "speakername", "office", "source", "correction")
    names = {"quotes_terms", *(f"quotes_{each}_found" for each in tables)}

    assert {
        f"{n}_{event}" for n in names for event in ("insert", "delete", "update")
    } <= there
