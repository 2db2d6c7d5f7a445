"""Search: folded words and phrases, the same on both databases."""

import pytest

from quotes.models import Publication
from quotes.search import MAX_WORDS, phrases
from tests.factories import (
    make_article,
    make_name,
    make_source,
    make_speaker,
    make_verified_quote,
    make_withdrawn_quote,
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", []),
        ("   ", []),
        ("Élysée", ["elysee"]),
        ("aide militaire", ["aide", "militaire"]),
        ('"aide militaire"', ["aide militaire"]),
        ("“aide militaire”", ["aide militaire"]),
        ('Kallas "aide militaire" 2024', ["kallas", "aide militaire", "2024"]),
        ("« pure invention »", ["pure invention"]),
        ('un "deux trois', ["un", "deux trois"]),
        ('""', []),
        ("l’Otan", ["l'otan"]),
        ("100 %", ["100", "%"]),
    ],
)
def test_a_query_is_folded_words_and_phrases(query, found):
    assert phrases(query) == found


TEXT = "« 100 % des Œuvres de l’Élysée_Palace », a dit Anna Brandt à la Saint-Jean.\n"


@pytest.fixture
def quote(db):
    speaker = make_speaker("Anna Brandt")
    make_name(speaker, "Mme la ministre")
    return make_verified_quote(
        "100 % des Œuvres de l’Élysée_Palace",
        article=make_article(TEXT),
        speaker=speaker,
        cue="a dit",
        mention="Anna Brandt",
        occasion="à l’Assemblée",
        source=make_source("dépêche"),
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "œuvres",
        "OEUVRES",
        "elysee",
        "ÉLYSÉE",
        "l'elysee",
        "l’Élysée",
        '"des œuvres"',
        "brandt œuvres",
        "BRANDT anna",
        "ministre",
        "assemblée",
        '"a dit"',
        "100 %",
        "elysee_palace",
        "uvre",
    ],
)
def test_case_accents_and_apostrophes_make_no_difference(quote, query):
    assert Publication.objects.matching(query).get().quote == quote


@pytest.mark.parametrize(
    "query",
    [
        "autre",
        "œuvres autre",
        '"œuvres des"',
        # the wildcards of LIKE are signs like any other
        "1%0",
        "elysee%palace",
        "elyseexpalace",
        "d_s",
        "\\",
        "' OR 1=1 --",
    ],
)
def test_what_is_not_there_is_not_found(quote, query):
    assert not Publication.objects.matching(query).exists()


def test_more_words_than_narrow_anything_are_left_out(quote):
    query = " ".join(["œuvres"] * MAX_WORDS + ["absent"])

    assert Publication.objects.matching(query).exists()


@pytest.mark.django_db
def test_what_was_withdrawn_is_found_by_none_of_its_words():
    make_withdrawn_quote()

    assert not Publication.objects.current().matching("parole").exists()
    assert not Publication.objects.current().matching("brandt").exists()
