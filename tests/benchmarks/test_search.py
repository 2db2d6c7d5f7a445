"""The measurement of search measures what it says."""

import pytest

from quotes.models import Publication
from tests.benchmarks import search
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.loading import hire, write_all
from tests.benchmarks.word_classes import RARE, Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def queries():
    corpus = Corpus(400, speakers=40)
    hire(corpus.cast)
    write_all(corpus)
    return Words(many=4).queries


def test_words_of_each_class_are_found_as_often_as_it_says(queries):
    def count(text):
        return Publication.objects.listed().matching(text).count()

    assert all(queries[name] for name in ("rare", "common", "commonest", "phrase"))
    assert all(1 <= count(text) <= RARE for text in queries["rare"])
    assert min(map(count, queries["commonest"])) > max(map(count, queries["rare"]))
    assert all(count(text) for text in queries["phrase"])


def test_newest_and_best_first_find_the_same_quotes(queries):
    for text in queries["rare"]:
        newest = {row.pk for row in search.newest(text)}

        assert newest
        assert newest == {row.pk for row in search.best(text)}


def test_the_list_answers_what_a_plain_query_does(queries):
    table = search.identity(queries, "here")

    [(asked, same)] = table.rows
    assert asked == same > 10
    assert table.notes == ()


def test_naive_ways_find_something(queries):
    for row in search.naive({"rare": queries["rare"]}):
        assert row[-1] == 0, row
    assert {row[1] for row in search.naive({"rare": queries["rare"]})} >= {
        "LIKE, newest first"
    }
