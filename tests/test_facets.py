"""Facets: what a list can be narrowed by, and the counts."""

import pytest

from quotes import facets
from quotes.facets import Total, count_facets
from quotes.filtersets import PublicationFilter
from quotes.models import Publication, Speaker
from quotes.workflow import merge_speakers
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """Two statements of 2024, one of them a denial, and an unresolved one of 2023."""
    article = make.make_article(published_on="2024-11-12")
    other = make.make_article(headline="Été à Évian", published_on="2023-01-05")
    brandt = make.make_speaker()
    make.make_office(brandt, "ministre", organization="Défense", held_from="2020-01-01")
    kremlin = make.make_speaker("Kremlin", kind="government")
    make.make_verified_quote(article=article, speaker=brandt, source=make.make_source())
    make.make_verified_quote(article=article, speaker=kremlin, **make.DENIAL)
    make.make_unresolved_quote(
        "Il faut “agir vite”",
        quoted="agir vite",
        kind="mixed",
        article=other,
        mention="la ministre",
        cue="a lancé",
    )


def counted(rows=None):
    found = count_facets(Publication.objects.listed() if rows is None else rows)
    return found, {
        name: {value.label: value.count for value in values}
        for name, values in found.values.items()
    }


def test_every_facet_is_counted(three):
    found, counts = counted()

    assert found.total == Total(3)
    assert not found.is_partial
    assert counts == {
        "speaker": {"Anna Brandt": 1, "Kremlin": 1},
        "office": {"ministre, Défense": 1},
        "source_kind": {"press conference": 1},
        "article": {"Les pourparlers reprennent": 2, "Été à Évian": 1},
        "kind": {"direct": 1, "indirect": 1, "mixed": 1},
        "status": {"verified": 2, "unresolved": 1},
        "language": {"French": 3},
        "year": {"2024": 2, "2023": 1},
    }


def test_what_a_facet_counts_is_what_its_filter_finds(three):
    found, _counts = counted()

    for name, values in found.values.items():
        for value in values:
            filterset = PublicationFilter(
                {name: value.value}, queryset=Publication.objects.listed()
            )
            assert filterset.qs.count() == value.count, (name, value.label)


def test_a_quote_under_review_is_counted_as_that(three):
    make.make_quote_under_review(article=make.make_article())

    assert counted()[1]["status"] == {"verified": 2, "unresolved": 1, "under review": 1}


def test_a_merged_speaker_is_counted_once_with_the_one_it_was_merged_into(three):
    other = make.make_speaker("A. Brandt")
    make.make_verified_quote(speaker=other)
    merge_speakers(
        other,
        Speaker.objects.get(name="Anna Brandt"),
        by=make.make_standards_editor(),
        reason="C’est la même personne.",
    )

    assert counted()[1]["speaker"] == {"Anna Brandt": 2, "Kremlin": 1}


def test_a_quote_of_two_who_are_one_by_now_counts_once():
    one, other = make.make_speaker("Anna Brandt"), make.make_speaker("A. Brandt")
    make.make_quote_of_two(one, other)
    by = make.make_standards_editor()
    merge_speakers(other, one, by=by, reason="C’est la même personne.")

    assert counted()[1]["speaker"] == {"Anna Brandt": 1}


def test_beyond_the_limit_only_the_newest_are_counted_and_it_is_said(monkeypatch):
    monkeypatch.setattr(facets, "COUNTED", 4)
    make.make_publications(5)

    found, counts = counted()

    assert found.total == Total(4, "more than")
    assert found.is_partial
    assert counts["kind"] == {"direct": 4}


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    make.make_publications(3)
    with django_assert_num_queries(6) as few:
        counted()
    make.make_publications(30, articles=10, speakers=10)
    with django_assert_num_queries(len(few)):
        counted()


def test_an_estimate_claims_two_digits_only():
    assert facets._rounded(184_321) == 180_000
    assert facets._rounded(20_001) == 20_000
    assert facets._rounded(1_049_999) == 1_000_000
