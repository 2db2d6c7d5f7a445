"""What is found without reading the whole list is what reading it would find."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import newest
from quotes.filtersets import PublicationFilter
from quotes.models import Publication, PublicationSpeaker
from quotes.newest import newest_keys
from quotes.paging import page_of
from quotes.search import Matches, about_how_many
from tests import factories as make

pytestmark = pytest.mark.django_db

#: Each word in another share of the quotes, from all to none.
WORDS = ("all", "half", "third", "tenth", "rare", "never")


def counted(model, trees, most):
    return model.objects.filter(*map(Matches, trees), is_current=True).count()


@pytest.fixture
def quotes(monkeypatch):
    """60 quotes whose days do not follow their keys; stretches and limits to match."""
    monkeypatch.setattr(newest, "FEW", 7)
    monkeypatch.setattr(newest, "STRETCH", 20)
    # PostgreSQL estimates from statistics, which rows of a test have none of.
    monkeypatch.setattr(newest, "about_how_many", counted)
    make.make_publications(60, articles=6, speakers=3)
    rows = list(Publication.objects.order_by("pk"))
    for at, row in enumerate(rows):
        words = ["all"] + [
            word
            for word, each in (("half", 2), ("third", 3), ("tenth", 10), ("rare", 37))
            if at % each == 0
        ]
        row.words = " ".join(words)
        row.search_terms = f" {row.words} "
        row.search_words = f" {row.words} de la {'ou' if at % 5 == 0 else 'et'} "
        row.office = "ministre" if at % 4 == 0 else ""
        row.article_search = "la paix · afp" if at % 7 == 0 else "autre"
        row.kind = "direct" if at % 3 else "indirect"
        # In order, then turned round, then all on one day.
        day = (at * 17) % 40 + 1 if at < 40 else 15
        row.dated_on = row.sorted_on = f"2024-{day // 28 + 1:02}-{day % 28 + 1:02}"
    columns = ["words", "search_terms", "search_words", "office", "article_search"]
    Publication.objects.bulk_update(
        rows, [*columns, "kind", "dated_on", "sorted_on"], batch_size=100
    )
    for link in PublicationSpeaker.objects.select_related("publication"):
        link.sorted_on = link.publication.sorted_on
        link.save()
    return Publication.objects.listed()


def queries_of_all_kinds():
    """More than a hundred: words alone and together, negated, phrases, filters."""
    texts = [
        *WORDS,
        *(f"{a} {b}" for a, b in itertools.permutations(WORDS, 2)),
        *(f"{a} OR {b}" for a, b in itertools.combinations(WORDS, 2)),
        *(f"{a} -{b}" for a, b in itertools.permutations(WORDS, 2)),
        *(f'"{a} {b}"' for a, b in itertools.combinations(WORDS, 2)),
        *('"de la"', '"la et"', '"la ou"', "de", '"de la" half', "half*", "-half"),
    ]
    asked = [{"q": text} for text in texts]
    asked += [{"q": text, "kind": "indirect"} for text in WORDS]
    asked += [{"article": "paix"}, {"office": "ministre"}, {"office": "nobody"}, {}]
    asked += [{"article": "paix", "q": "half"}, {"q": "office:minist"}]
    return asked


def narrowed(rows, query):
    found = PublicationFilter(query, queryset=rows)
    assert found.is_valid(), query
    return found.qs


def plain(rows):
    """Return all keys by the plain query."""
    return list(rows.newest_first().values_list("pk", flat=True))


def paged(rows, size):
    """Return all keys by going from page to page."""
    token, found, pages = "", [], 0
    while True:
        page = page_of(rows, token, size)
        assert len(page.rows) <= size
        found += [row.pk for row in page.rows]
        token, pages = page.next, pages + 1
        if not token:
            return found
        assert pages < 100


@pytest.mark.parametrize("dense", [0, 10_000])
def test_every_query_finds_what_the_plain_one_does(quotes, monkeypatch, dense):
    """Whether words are looked up, or asked for on the way through the list."""
    monkeypatch.setattr(newest, "DENSE", dense)
    monkeypatch.setattr(newest, "estimated_count", lambda rows: None)
    asked = queries_of_all_kinds()
    assert len(asked) > 100
    for query in asked:
        rows = narrowed(quotes, query)
        expected = plain(rows)
        found = newest_keys(rows, 5)

        assert found.keys == expected[: len(found.keys)], query
        if found.end is None:
            assert found.keys == expected[:5], query
        assert paged(rows, 5) == expected, query


@pytest.mark.parametrize("wanted", [1, 6])
def test_where_it_is_known_how_dense_words_are_nothing_else_is_found(
    quotes, monkeypatch, wanted
):
    """Dense words are read for, sparse ones looked up in a longer stretch."""
    monkeypatch.setattr(newest, "estimated_count", lambda rows: rows.count())
    monkeypatch.setattr(newest, "STRETCH", 5)
    monkeypatch.setattr(newest, "WANTED", wanted)
    for query in queries_of_all_kinds():
        rows = narrowed(quotes, query)
        expected = plain(rows)
        found = newest_keys(rows, wanted)

        assert found.keys == expected[: len(found.keys)], query
        if found.end is None:
            assert found.keys == expected[:wanted], query
        assert paged(rows, 5) == expected, query


def test_sparse_words_get_a_longer_stretch(quotes, monkeypatch):
    monkeypatch.setattr(newest, "estimated_count", lambda rows: 60)
    monkeypatch.setattr(newest, "STRETCH", 5)

    assert newest._stretch_with(2, 60, Publication) == (5, True)
    assert newest._stretch_with(2, 20, Publication) == (12, False)
    monkeypatch.setattr(newest, "LONGEST", 10)
    assert newest._stretch_with(2, 20, Publication) == (10, False)
    monkeypatch.setattr(newest, "estimated_count", lambda rows: None)
    assert newest._stretch_with(2, 20, Publication) == (5, False)
    monkeypatch.setattr(newest, "DENSE", 19)
    assert newest._stretch_with(2, 20, Publication) == (5, True)


def test_a_list_shorter_than_the_stretch_is_found_whole(quotes, monkeypatch):
    monkeypatch.setattr(newest, "estimated_count", lambda rows: 60_000)
    monkeypatch.setattr(newest, "STRETCH", 5)
    for query in queries_of_all_kinds():
        rows = narrowed(quotes, query)
        expected = plain(rows)
        found = newest_keys(rows, 6)

        assert found.keys == expected[: len(found.keys)], query
        assert paged(rows, 5) == expected, query


def test_a_speaker_s_list_is_found_so_too(quotes):
    speaker = PublicationSpeaker.objects.first().speaker
    mine = set(
        PublicationSpeaker.objects.filter(speaker=speaker).values_list(
            "publication", flat=True
        )
    )
    for query in queries_of_all_kinds():
        query = {**query, "speaker": speaker.public_id}
        expected = [
            key
            for key in plain(narrowed(quotes, {**query, "speaker": ""}))
            if key in mine
        ]

        assert paged(narrowed(quotes, query), 4) == expected, query


def test_words_that_many_have_are_looked_for_in_one_stretch(quotes):
    found = newest_keys(narrowed(quotes, {"q": "all"}), 1000, least=5)

    assert len(found.keys) == newest.STRETCH
    assert found.end is not None
    assert newest_keys(narrowed(quotes, {"q": "rare"}), 1000, least=5).end is None


def test_what_has_to_be_read_is_read_a_stretch_at_a_time(quotes):
    page = page_of(narrowed(quotes, {"office": "nobody"}), "", 5)

    assert (page.rows, bool(page.next)) == ([], True)
    assert page.read_to is not None
    last = page_of(narrowed(quotes, {"office": "nobody"}), page.next, 5)
    assert last.read_to < page.read_to


def test_both_databases_tell_about_how_many_there_are(quotes):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE quotes_publication")
    assert about_how_many(Publication, [("term", "rare")], 7) < 7
    assert about_how_many(Publication, [("term", "half")], 7) > 7
    both = [("term", "tenth"), ("term", "rare")]
    assert about_how_many(Publication, both, 7) < 7


def test_a_short_list_is_simply_read(quotes, monkeypatch):
    monkeypatch.setattr(newest, "STRETCH", 100)
    found = newest_keys(narrowed(quotes, {"office": "ministre"}), 1000)

    assert (len(found.keys), found.end) == (15, None)


def test_the_number_of_queries_is_small(quotes):
    for query in queries_of_all_kinds():
        rows = narrowed(quotes, query)
        with CaptureQueriesContext(connection) as log:
            newest_keys(rows, 26)
        assert len(log) <= 5, query
