"""Pronouns, “ce dernier” and “the latter”."""

import pytest

from tests.extraction.resolving.making import last, names


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # The subject of the sentence before, though another is nearer.
        ("Paul Brandt a vu Jean Pic. « Non », a-t-⟦il⟧ dit.", "fr", "Paul Brandt"),
        # The last speaker, though another is named in between.
        (
            "Non, a dit ⟦Paul Brandt⟧. Le film parle de Jean Pic. Oui, a dit ⟦il⟧.",
            "fr",
            "Paul Brandt",
        ),
        # Gender: by the first name, by the title, by a civility.
        ("Paul Brandt a vu Clara Morel. Oui, a dit ⟦elle⟧.", "fr", "Clara Morel"),
        ("Paul Brandt a vu la ministre Kim Roth. Oui, a dit ⟦elle⟧.", "fr", "Kim Roth"),
        ("Mr. Brandt met Ms. Heer. “No,” ⟦she⟧ said.", "en", "Heer"),
        ("Mark Sandler spoke to Anna Heer. “No,” ⟦he⟧ said.", "en", "Mark Sandler"),
        # Somebody new, named with a title or an age.
        (
            "Good, says ⟦Mark Sandler⟧. It also helped farmer Paul Holm, 50. “I am well,”"
            " ⟦he⟧ says.",
            "en",
            "Paul Holm",
        ),
        ("⟦Brandt Energy⟧ grew. No, ⟦it⟧ said.", "en", "Brandt Energy"),
        ("⟦A friend⟧ said no. ⟦She⟧ then said yes.", "en", "friend"),
        ("⟦The report⟧ said no. ⟦It⟧ then said yes.", "en", "report"),
        ("⟦Une étude⟧ dit non. ⟦Elle⟧ dit aussi oui.", "fr", "étude"),
        ("Republicans met Mark Sandler. No, ⟦they⟧ said.", "en", "Republicans"),
        # Nothing but their being a subject tells that these are persons.
        ("Bastek Querl lost. “I will appeal,” ⟦he⟧ said.", "en", "Bastek Querl"),
        ("⟦Officials⟧ met. No, ⟦they⟧ said.", "en", "Officials"),
        ("Pour Clara Morel, c'est oui. Selon ⟦elle⟧, on gagne.", "fr", "Clara Morel"),
    ],
)
def test_a_pronoun_is_the_one_that_fits_and_does_most(marked, language, name):
    answer = last(marked, language)

    assert (answer.name, answer.rule) == (name, "pronoun")
    assert 0 < answer.confidence < 85


@pytest.mark.parametrize(
    ("marked", "language", "candidates"),
    [
        (
            "Paul Brandt et Jean Pic sont venus. Oui, a dit ⟦il⟧.",
            "fr",
            ["Jean Pic", "Paul Brandt"],
        ),
        (
            "Anna Heer and Mary Holm met. “No,” ⟦she⟧ said.",
            "en",
            ["Anna Heer", "Mary Holm"],
        ),
        (
            "On parle de Paul Brandt avec Jean Pic. Oui, a dit ⟦il⟧.",
            "fr",
            ["Jean Pic", "Paul Brandt"],
        ),
    ],
)
def test_two_that_fit_equally_well_leave_it_open(marked, language, candidates):
    answer = last(marked, language)

    assert answer.name is None
    assert sorted(names(answer)) == candidates
    assert answer.reason == "several persons before it fit equally well"


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("Clara Morel est venue. Oui, a dit ⟦il⟧.", "fr"),
        ("Mark Sandler met nobody. “No,” ⟦she⟧ said.", "en"),
        ("⟦He⟧ said no. Mark Sandler left.", "en"),
        ("« Paul Brandt est là », écrit-⟦il⟧.", "fr"),
        ("⟦Une étude⟧ dit non. ⟦Il⟧ dit aussi oui.", "fr"),
    ],
)
def test_a_pronoun_that_nobody_before_it_fits_stays_open(marked, language):
    answer = last(marked, language)

    assert (answer.name, answer.candidates) == (None, ())
    assert answer.reason == "nobody before it in the text fits"


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        (
            "Il a vu Josep Barral ainsi que Kaja Kask qui succédera à M. Barral."
            " L’UE paiera, a dit ⟦cette dernière⟧.",
            "fr",
            "Kaja Kask",
        ),
        ("Paul Brandt a vu Jean Pic. Oui, a dit ⟦ce dernier⟧.", "fr", "Jean Pic"),
        ("Clara Morel a vu Anna Roth. Oui, a dit ⟦celle-ci⟧.", "fr", "Anna Roth"),
        ("Anna Heer met Mark Sandler. No, ⟦the latter⟧ said.", "en", "Mark Sandler"),
        # Through a pronoun that stands for it.
        (
            "Il vise Marc Rubens. Ce dernier est calme, même s'⟦il⟧ a dit non.",
            "fr",
            "Marc Rubens",
        ),
    ],
)
def test_the_latter_is_the_last_one_named_that_fits(marked, language, name):
    assert last(marked, language).name == name


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # The last name is of the other gender, a body, or inside what is quoted.
        ("Paul Brandt a vu Clara Morel. Oui, a dit ⟦ce dernier⟧.", "fr", "Paul Brandt"),
        ("Paul Brandt a vu la NASA. Oui, a dit ⟦ce dernier⟧.", "fr", "Paul Brandt"),
        (
            "Paul Brandt attend « Jean Pic ». Oui, a dit ⟦ce dernier⟧.",
            "fr",
            "Paul Brandt",
        ),
        ("On attend. Oui, a dit ⟦ce dernier⟧.", "fr", None),
    ],
)
def test_the_last_name_that_does_not_fit_is_not_the_latter(marked, language, name):
    assert last(marked, language).name == name


def test_a_pronoun_teaches_the_gender_of_a_name_that_told_none():
    text = "⟦Kim Roth⟧ est là. Oui, a dit ⟦elle⟧. Clara Pic part. Non, a dit ⟦il⟧."

    assert last(text).name is None


def test_one_who_may_be_no_person_is_a_candidate_only():
    answer = last("They left for Nova Zembla. “No,” ⟦she⟧ said.", "en")

    assert (answer.name, names(answer)) == (None, ["Nova Zembla"])
    assert answer.reason == "who is named before it may be none that it can stand for"
