"""Copies of a corpus that the database makes of itself, on PostgreSQL."""

from datetime import timedelta

import pytest
from django.db import connection

from quotes.ids import is_public_id
from quotes.models import Article, Publication, Quote, Review, Span
from quotes.terms import terms
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.loading import hire, write_all
from tests.benchmarks.multiply import RAREST, Copier, rare_word

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="copies are made by PostgreSQL"
    ),
]


@pytest.fixture
def corpus():
    corpus = Corpus(60, speakers=40)
    hire(corpus.cast)
    write_all(corpus)


def test_every_table_has_so_many_times_its_rows(corpus):
    reviews, publications = Review.objects.count(), Publication.objects.count()
    days = set(Article.objects.values_list("published_on", flat=True))

    Copier(connection, 3).run()

    assert Quote.objects.count() == 180
    assert Review.objects.count() == 3 * reviews
    assert Publication.objects.count() == 3 * publications
    assert all(map(is_public_id, Quote.objects.values_list("public_id", flat=True)))
    for row in Publication.objects.select_related("quote", "article"):
        assert row.public_id == row.quote.public_id
        assert row.article_id == row.quote.article_id
        if row.dated_on and not row.said_on:
            assert row.dated_on == row.article.published_on
    copied = Article.objects.values_list("published_on", flat=True)
    # Days of articles jitter by some weeks around what their keys say.
    assert min(days) - timedelta(90) <= min(copied)
    assert max(copied) <= max(days) + timedelta(90)
    # The next row of the project's own has a key of its own.
    assert Article.objects.create(language="fr").pk > 3 * len(days)


def test_a_copy_has_one_rare_word_that_search_finds(corpus):
    first = Quote.objects.order_by("pk").last().pk
    Copier(connection, 3).run()
    row = Publication.objects.listed().filter(quote_id__gt=first).first()
    word = row.words.split()[-1]

    found = Publication.objects.listed().matching(word)

    assert row in found
    assert 1 <= len(found) <= RAREST
    assert all(each.words.endswith(word) for each in found)


def test_rare_words_are_terms_of_every_language_as_they_are():
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT {rare_word('key')} FROM generate_series(1, 5000000, 997) key"  # noqa: S608
        )
        words = [word for (word,) in cursor.fetchall()]

    assert len(words) > 1000
    for word in words:
        assert terms(word, "fr") == terms(word, "en") == [word]


def test_light_copies_leave_out_spans_and_states(corpus):
    spans, last = Span.objects.count(), Review.objects.order_by("pk").last().pk

    Copier(connection, 2, light=True).run()

    assert Span.objects.count() == spans
    copies = Review.objects.filter(pk__gt=last)
    assert copies.exists()
    assert not copies.exclude(state={}).exists()
