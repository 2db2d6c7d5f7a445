"""What one row says of itself: titles, offices, labels, addresses."""

from datetime import date

import pytest

from quotes.models import Article, Office, Publication, Source, Speaker
from tests.factories import (
    make_article,
    make_name,
    make_office,
    make_published_correction,
    make_quote,
    make_quote_under_review,
    make_revision,
    make_source,
    make_speaker,
    make_verified_quote,
    make_withdrawn_quote,
)

pytestmark = pytest.mark.django_db


def test_an_article_without_a_headline_is_called_by_its_first_words():
    text = "\n  Un deux trois quatre cinq six sept huit neuf dix onze douze treize "
    article = make_article(text + "quatorze quinze.\nAutre ligne.", headline="")

    assert article.title == (
        "Un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze…"
    )
    assert make_article().title == "Les pourparlers reprennent"


def test_an_article_without_headline_and_text_is_called_by_its_id():
    article = Article.objects.create(language="fr")

    assert article.title == f"({article.public_id})"
    assert article.current_revision is None


def test_the_current_revision_is_the_one_with_the_highest_number():
    article = make_article()
    make_revision(article, number=7)
    make_revision(article, number=3)

    assert article.current_revision.number == 7
    preloaded = Article.objects.with_texts().get(pk=article.pk)
    assert preloaded.current_revision.number == 7


def test_preloaded_texts_take_no_query(django_assert_num_queries):
    make_article(headline="")
    preloaded = Article.objects.with_texts().get()

    with django_assert_num_queries(0):
        assert preloaded.title


@pytest.mark.parametrize(
    ("release", "is_public"),
    [("published", True), ("draft", False), ("withheld", False)],
)
def test_an_article_and_its_queryset_agree_on_what_is_public(release, is_public):
    article = make_article(release=release)

    assert article.is_public() == is_public
    assert Article.objects.public().exists() == is_public


DAY = date(2024, 11, 12)
BEFORE, AFTER = date(2024, 11, 11), date(2024, 11, 13)


@pytest.mark.parametrize(
    ("held_from", "held_to", "day", "was_held"),
    [
        (DAY, None, DAY, True),
        (DAY, None, BEFORE, False),
        (None, DAY, DAY, True),
        (None, DAY, AFTER, False),
        (BEFORE, AFTER, DAY, True),
        (DAY, DAY, DAY, True),
        (BEFORE, None, None, False),
        (None, None, DAY, False),
    ],
)
def test_an_office_was_held_between_its_days_both_included(
    held_from, held_to, day, was_held
):
    office = Office(held_from=held_from, held_to=held_to)

    assert office.was_held(day) == was_held


def test_an_office_without_days_was_held_where_it_was_printed():
    article, other = make_article(), make_article()
    office = make_office(make_speaker(), printed_in=article)

    assert office.was_held(DAY, article.pk)
    assert office.was_held(None, article.pk)
    assert not office.was_held(DAY, other.pk)
    assert not office.was_held(DAY)


def test_speakers_are_found_by_any_of_their_names():
    speaker = make_speaker("le Kremlin", description="présidence russe")
    make_name(speaker, "Moscou")
    make_speaker("Kaja Kallas")

    for words in ("kremlin", "moscou", "russe moscou", "KREMLIN présidence"):
        assert list(Speaker.objects.named(words)) == [speaker], words
    assert Speaker.objects.named("kallas moscou").count() == 0


def test_a_merge_is_followed_to_its_end():
    survivor = make_speaker("Anna K. Brandt")
    middle = make_speaker("Anna Brandt", merged_into=survivor)
    first = make_speaker("A. Brandt", merged_into=middle)

    assert first.resolved() == survivor
    assert survivor.resolved() == survivor
    assert list(Speaker.objects.standing()) == [survivor]


@pytest.mark.parametrize(
    ("make", "label"),
    [
        (make_verified_quote, "verified"),
        (make_quote_under_review, "under_review"),
        (make_withdrawn_quote, "withdrawn"),
    ],
)
def test_a_publication_is_labeled_with_what_readers_are_told(make, label):
    make()

    assert Publication.objects.get(is_current=True).label == label


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("L’Europe — de l’Élysée !", "l-europe-de-l-elysee"),
        ("mot " * 20, "mot-mot-mot-mot-mot-mot-mot-mot"),
        ("… !", "quote"),
        ("", "quote"),
        ("Добрый день", "quote"),
        ("Citer ? Cite !", "citer-cite"),
        ("Cite !", "quote"),
    ],
)
def test_a_slug_is_the_first_words(words, slug):
    assert Publication(words=words).slug == slug


def test_every_public_row_has_an_address_that_its_id_decides():
    quote = make_verified_quote(source=make_source())
    correction = make_published_correction(quote)
    publication = quote.publications.get(is_current=True)

    for row in (
        quote,
        quote.article,
        quote.source,
        quote.attributions.get().speaker,
        correction,
    ):
        assert row.public_id in row.get_absolute_url()
    assert publication.get_version_url().endswith("/v/2/")


@pytest.mark.parametrize("name", ["", "Ж", "…"])
def test_a_name_that_leaves_no_slug_still_has_an_address(name):
    for row in (Speaker(kind="person", name=name), Source(kind="wire", name=name)):
        assert row.get_absolute_url()


def test_spans_whose_place_is_known_are_placed():
    quote = make_quote()
    revision = quote.article.current_revision
    quote.spans.create(
        revision=revision, role="mention", number=2, exact="le ministre", state="lost"
    )

    assert quote.spans.count() == 5
    assert quote.spans.placed().count() == 4
