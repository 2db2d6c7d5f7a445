"""A title is who bears it in the text, if that is one."""

import pytest

from tests.extraction.resolving.making import last, names


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        ("Le ministre Paul Brandt vient. Oui, dit ⟦le ministre⟧.", "fr", "Paul Brandt"),
        (
            "Clara Morel, ministre de la Mer, a reçu le préfet Paul Brandt. Oui,"
            " dit ⟦la ministre de la Mer⟧.",
            "fr",
            "Clara Morel",
        ),
        (
            "Le chef de l'Etat Paul Brandt vient. Oui, dit ⟦le président⟧.",
            "fr",
            "Paul Brandt",
        ),
        (
            "Le président russe Igor Petrov a vu le président serbe Milan Jovic."
            " Oui, dit ⟦le président serbe⟧.",
            "fr",
            "Milan Jovic",
        ),
        (
            "Foreign Affairs Minister Anna Heer spoke. “No,” ⟦the minister⟧ said.",
            "en",
            "Anna Heer",
        ),
        (
            "Mark Sandler, the mayor of York, spoke. “No,” ⟦the mayor⟧ said.",
            "en",
            "Mark Sandler",
        ),
    ],
)
def test_a_title_is_the_one_who_bears_it(marked, language, name):
    answer = last(marked, language)

    assert (answer.name, answer.rule) == (name, "title")


@pytest.mark.parametrize(
    ("marked", "language", "reason"),
    [
        # Nobody is given the title; the only one who is is a woman, or holds it later.
        (
            "Le maire Paul Brandt vient. Oui, dit ⟦le ministre⟧.",
            "fr",
            "nobody in the text is given this title",
        ),
        (
            "La ministre Clara Morel vient. Oui, dit ⟦le ministre⟧.",
            "fr",
            "nobody in the text is given this title",
        ),
        (
            "Paul Brandt, futur ministre, vient. Oui, dit ⟦le ministre⟧.",
            "fr",
            "nobody in the text is given this title",
        ),
        (
            "Prime Minister Anna Heer spoke. “No,” ⟦the minister⟧ said.",
            "en",
            "nobody in the text is given this title",
        ),
    ],
)
def test_a_title_that_nobody_bears_stays_open(marked, language, reason):
    answer = last(marked, language)

    assert (answer.name, answer.confidence, answer.reason) == (None, 0, reason)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        (
            "After the fire in Chelsea Falls, the mayor announced a plan. No, ⟦the mayor⟧ said.",
            "en",
        ),
        ("Pour Paul Brandt, le maire ment. Oui, dit ⟦le maire⟧.", "fr"),
        ("Anna Heer, Mayor Mark Sandler and others met. No, said ⟦the coach⟧.", "en"),
    ],
)
def test_a_title_beside_another_name_is_not_borne_by_it(marked, language):
    answer = last(marked, language)

    assert (answer.name, answer.candidates) == (None, ())


def test_a_title_of_two_who_are_both_near_stays_open_with_both():
    answer = last(
        "Le sénateur Paul Brandt a vu le sénateur Jean Pic. Oui, dit ⟦le sénateur⟧."
    )

    assert answer.name is None
    assert sorted(names(answer)) == ["Jean Pic", "Paul Brandt"]
    assert answer.reason == "several persons in the text bear this title"


def test_a_title_of_two_is_the_one_of_the_last_sentences():
    text = (
        "Le sénateur Paul Brandt est absent. La salle est vide. Il pleut. Il neige."
        " Le sénateur Jean Pic arrive. Oui, dit ⟦le sénateur⟧."
    )

    assert last(text).name == "Jean Pic"


def test_those_who_may_be_called_so_are_candidates_best_first():
    text = (
        "Antoine Blois, à la tête de la diplomatie américaine, a vu ses homologues"
        " ukrainien Andri Sokol et européen Josep Barral. Paul Brandt est maire."
        " Oui, dit ⟦le ministre⟧."
    )

    answer = last(text)

    assert answer.name is None
    assert names(answer) == ["Andri Sokol", "Josep Barral", "Antoine Blois"]
    assert answer.candidates[0].reason == (
        "is called a counterpart of such an office holder"
    )


def test_an_office_that_says_more_than_its_noun_describes_whom_it_names():
    answer = last("Oui, dit ⟦le procureur fédéral⟧.")

    assert (answer.name, answer.rule) == ("procureur fédéral", "description")


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        (
            "⟦Le ministère de la Mer⟧ nie. Oui, dit ⟦le ministère⟧.",
            "fr",
            "ministère de la Mer",
        ),
        (
            "Harbour Trust grew. It sold Brandt Energy. No, ⟦the trust⟧ said.",
            "en",
            "Harbour Trust",
        ),
        ("⟦Brandt Energy⟧ grew. No, ⟦the company⟧ said.", "en", "Brandt Energy"),
    ],
)
def test_a_body_s_noun_is_the_body(marked, language, name):
    assert last(marked, language).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Anna Heer grew up here. No, ⟦the company⟧ said.", "company"),
        ("Harbour Church grew. No, ⟦the ministry⟧ said.", "ministry"),
        ("⟦Brandt Energy⟧ grew. No, ⟦the steel company⟧ said.", "steel company"),
    ],
)
def test_a_noun_that_nothing_bears_out_stands_for_itself(marked, name):
    assert last(marked, "en").name == name
