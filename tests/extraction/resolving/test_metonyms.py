"""Capitals and buildings as speakers."""

import pytest

from tests.extraction.resolving.making import last


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        ("Le Kremlin a démenti. C'est faux, dit ⟦Moscou⟧.", "fr", "Kremlin"),
        ("Les troupes avancent, selon ⟦Kiev⟧.", "fr", "gouvernement ukrainien"),
        ("Les troupes avancent, selon ⟦Washington⟧.", "fr", "gouvernement américain"),
        ("L'aide viendra, dit ⟦Bruxelles⟧.", "fr", "Union européenne"),
        ("Troops advance, ⟦Kyiv⟧ said.", "en", "Ukrainian government"),
        ("Troops advance, ⟦Washington⟧ said.", "en", "United States government"),
        (
            "The White House denied it. It is false, ⟦Washington⟧ said.",
            "en",
            "White House",
        ),
        # The seat is only a place of the text.
        (
            "Il reviendra à la Maison Blanche. C'est faux, dit ⟦Washington⟧.",
            "fr",
            "gouvernement américain",
        ),
    ],
)
def test_a_capital_stands_for_who_governs_there(marked, language, name):
    answer = last(marked, language)

    assert (answer.name, answer.metonym) == (name, True)


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # A person, a paper, a country; a building is called what it stands for.
        ("Denzel Washington est là. Oui, dit ⟦Washington⟧.", "fr", "Denzel Washington"),
        ("C'est faux, dit ⟦le Washington Courier⟧.", "fr", "Washington Courier"),
        ("C'est faux, dit ⟦l'Ukraine⟧.", "fr", "Ukraine"),
        ("C'est faux, dit ⟦le Pentagone⟧.", "fr", "Pentagone"),
        ("It is false, ⟦Metz⟧ said.", "en", "Metz"),
    ],
)
def test_what_is_near_a_capital_is_not_one(marked, language, name):
    answer = last(marked, language)

    assert (answer.name, answer.metonym) == (name, False)
