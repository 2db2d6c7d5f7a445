"""Names: a surname and the full form, a short form and the long one."""

import pytest

from quotes.extraction.items import lay_out
from quotes.extraction.resolving.register import Register
from tests.extraction.resolving.making import last, names


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        ("Clara Morel est arrivée. C'est fait, dit ⟦Morel⟧.", "fr", "Clara Morel"),
        ("⟦M. Brandt⟧ a refusé. Paul Brandt est maire.", "fr", "Paul Brandt"),
        ("Le maire Luc de Vries parle. Oui, dit ⟦De Vries⟧.", "fr", "Luc de Vries"),
        ("Hélène Le Goff chante. « Oui », dit ⟦Le Goff⟧.", "fr", "Hélène Le Goff"),
        ("Non, dit ⟦P. Brandt⟧. Paul Brandt est maire.", "fr", "Paul Brandt"),
        ("Anna Ruiz Soto won. “Good,” said ⟦Ruiz Soto⟧.", "en", "Anna Ruiz Soto"),
        ("Mayor Ann O'Hara spoke. “No,” ⟦O'Hara⟧ said.", "en", "Ann O'Hara"),
        ("John Q. Barlow won. “Good,” said ⟦Mr. Barlow⟧.", "en", "John Q. Barlow"),
        ("Wendy Marsh is here. “Good,” said ⟦Wendy⟧.", "en", "Wendy Marsh"),
        ("Steven M. Roth won. “Good,” said ⟦Mr. Roth⟧.", "en", "Steven M. Roth"),
        ("John G. Holm Jr. won. “Good,” said ⟦Holm⟧.", "en", "John G. Holm"),
        (
            "Rapids Kyle Holm won. Yes, Kyle Holm ran. “Good,” said ⟦Rapids Kyle Holm⟧.",
            "en",
            "Kyle Holm",
        ),
        ("Howard Dean won. “Good,” said ⟦Dean⟧.", "en", "Howard Dean"),
        ("Anna Ruiz Soto won. “Good,” said ⟦Ruiz⟧.", "en", "Anna Ruiz Soto"),
        (
            "Mary Holm Goes After Every Rival\nThe race is on. “Good,” said ⟦Holm⟧.",
            "en",
            "Mary Holm",
        ),
        (
            "Brandt Models sell. Brandt Inc. grew. No, ⟦Brandt⟧ said.",
            "en",
            "Brandt Inc",
        ),
        ("Ann Lee (@AnnLee) wrote: “No.” Yes, ⟦AnnLee⟧ said.", "en", "Ann Lee"),
    ],
)
def test_a_short_form_of_a_name_is_the_full_one_of_the_text(marked, language, name):
    assert last(marked, language).name == name


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # Another surname, another person's first name, a place of the same name.
        ("Clara Morel est arrivée. C'est fait, dit ⟦Morin⟧.", "fr", "Morin"),
        ("Le film de Paul Morel plaît. Oui, dit ⟦Jean Paul⟧.", "fr", "Jean Paul"),
        ("Toronto Star staff met. No, ⟦Toronto⟧ said.", "en", "Toronto"),
        ("Paul Brandt met the dean. “Good,” said ⟦Dean⟧.", "en", "Dean"),
        # Two full names with one surname are two persons.
        (
            "Clara Morel vient. Paul Morel part. Oui, dit ⟦Clara Morel⟧.",
            "fr",
            "Clara Morel",
        ),
    ],
)
def test_another_name_stays_what_it_is(marked, language, name):
    assert last(marked, language).name == name


def test_a_shared_surname_goes_to_the_one_read_of_last():
    text = "Clara Morel est venue. Paul Morel est resté. Oui, a dit ⟦Morel⟧."

    answer = last(text)

    assert (answer.name, answer.rule, answer.confidence) == (
        "Paul Morel",
        "surname",
        60,
    )


def test_a_civility_chooses_between_two_of_a_surname():
    text = "Clara Morel est venue. Paul Morel est resté. Oui, a dit ⟦Mme Morel⟧."

    assert last(text).name == "Clara Morel"


def test_a_civility_chooses_before_anybody_of_the_surname_was_read_of():
    text = "“No,” ⟦Mr. Morel⟧ said. Clara Morel and Paul Morel left."

    assert last(text, "en").name == "Paul Morel"


def test_a_surname_that_one_sentence_gives_to_two_is_the_one_who_spoke():
    text = (
        "Oui, dit ⟦Clara Morel⟧. Clara Morel et Paul Morel viennent. Non, dit ⟦Morel⟧."
    )

    assert last(text).name == "Clara Morel"


def test_a_surname_that_one_sentence_gives_to_two_stays_open():
    answer = last("Clara Morel et Paul Morel sont venus. Oui, a dit ⟦Morel⟧.")

    assert answer.name is None
    assert sorted(names(answer)) == ["Clara Morel", "Paul Morel"]
    assert answer.reason == "several persons in the text have this surname"


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        (
            "Le Centre d'études du climat (CEC) publie. Oui, dit ⟦le CEC⟧.",
            "fr",
            "Centre d'études du climat",
        ),
        (
            "The Harbour Rescue Trust (HRT) met. No, ⟦HRT⟧ said.",
            "en",
            "Harbour Rescue Trust",
        ),
        (
            "Marine Export Board staff met. No, ⟦MEB⟧ said.",
            "en",
            "Marine Export Board",
        ),
        ("Brandt Energy grew. No, ⟦Brandt⟧ said.", "en", "Brandt Energy"),
    ],
)
def test_a_short_form_of_a_body_is_its_full_name(marked, language, name):
    assert last(marked, language).name == name


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        # No letters of the name before it, no name at all, two names that fit.
        ("Le maire Paul Brandt (PS) vote. Oui, dit ⟦le PS⟧.", "fr", "PS"),
        ("The results (PDF) are out. No, ⟦NASA⟧ said.", "en", "NASA"),
        (
            "Marine Export Board and Milk Export Board met. No, ⟦MEB⟧ said.",
            "en",
            "MEB",
        ),
    ],
)
def test_letters_that_no_name_bears_out_stay_letters(marked, language, name):
    assert last(marked, language).name == name


def test_the_register_holds_titles_gender_and_kind():
    text = "La ministre Clara Morel a reçu M. Brandt, maire de Metz, au Kremlin."

    found = {each.name: each for each in Register(lay_out(text, "fr")).entities}

    assert (found["Clara Morel"].kind, found["Clara Morel"].gender) == ("person", "f")
    assert found["Clara Morel"].titles[0].head == "minister"
    assert (found["Brandt"].kind, found["Brandt"].gender) == ("person", "m")
    assert found["Brandt"].titles[0].head == "mayor"
    assert found["Kremlin"].kind == "body"


def test_a_byline_is_nobody_s_antecedent():
    text = (
        "La visite\nLéon MASSON\nClara Morel est venue hier à Metz.\nNon, a-t-⟦il⟧ dit."
    )

    assert last(text).name is None
