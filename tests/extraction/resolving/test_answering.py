"""What of a mention names somebody, and descriptions that name nobody."""

import pytest

from tests.extraction.resolving.making import last, names


@pytest.mark.parametrize(
    ("mention", "language", "name"),
    [
        ("Le conseiller à la sécurité du palais, Paul Brandt", "fr", "Paul Brandt"),
        ("le secrétaire général de l’Otan Marc Ruth", "fr", "Marc Ruth"),
        ("Marc Rouvier, du Centre de droit (CDD) de Lyon", "fr", "Marc Rouvier"),
        ("le quotidien Morning Courier", "fr", "Morning Courier"),
        ("Le Morning Courier", "fr", "Morning Courier"),
        ("l’Américain Pete Holm", "fr", "Pete Holm"),
        ("l'ancien chef du parti M. Paul Brandt", "fr", "Paul Brandt"),
        ("La Commission électorale", "fr", "Commission électorale"),
        ("Halifax police Chief Mark Sandler", "en", "Mark Sandler"),
        ("Conservative Leader Andrew Short", "en", "Andrew Short"),
        ("company spokesperson Anna Heer", "en", "Anna Heer"),
        ("Dr. Keith Adams of the University of York", "en", "Keith Adams"),
        ("the premier, Blaine Hicks", "en", "Blaine Hicks"),
        ("the University of York", "en", "University of York"),
    ],
)
def test_a_mention_gives_the_name_without_its_title(mention, language, name):
    assert last(f"⟦{mention}⟧ insiste.", language).name == name


@pytest.mark.parametrize(
    ("mention", "language", "name"),
    [
        ("Une porte-parole de Paul Brandt", "fr", "porte-parole de Paul Brandt"),
        ("Les services de Paul Brandt", "fr", "services de Paul Brandt"),
        ("la presse américaine", "fr", "presse américaine"),
        ("des experts", "fr", "experts"),
        ("une source proche du dossier", "fr", "source proche du dossier"),
        ("Le gouvernement français", "fr", "gouvernement français"),
        ("A spokeswoman for Andrew Short", "en", "spokeswoman for Andrew Short"),
        ("The report", "en", "report"),
        ("a source close to the matter", "en", "source close to the matter"),
        ("Brandt Energy officials", "en", "Brandt Energy officials"),
        ("parents, alumni and others", "en", "parents, alumni and others"),
    ],
)
def test_a_description_stands_for_itself_without_its_article(mention, language, name):
    answer = last(f"⟦{mention}⟧ insiste.", language)

    assert (answer.name, answer.rule) == (name, "description")
    assert answer.confidence < 80


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“No,” said ⟦her lawyer⟧, Anna Heer, on Monday.", "Anna Heer"),
        ("⟦Holm's aunt⟧, Lauriel Nels-Jonas, said no.", "Lauriel Nels-Jonas"),
        ("“No,” said ⟦the head of the board⟧ (HB), Anna Heer.", "Anna Heer"),
    ],
)
def test_a_name_right_behind_a_description_is_who_it_describes(text, name):
    assert last(text, "en").name == name


@pytest.mark.parametrize(
    "text",
    [
        "“No,” ⟦her lawyer⟧ told Anna Heer on Monday.",
        "“No,” said ⟦her lawyer⟧, and Anna Heer left.",
    ],
)
def test_a_name_further_on_is_not(text):
    assert last(text, "en").name == "her lawyer"


def test_several_names_in_a_mention_are_one_enumeration():
    answer = last("⟦les savants Robert Brun, Anna Roth et Jean Pic⟧ insistent.")

    assert answer.name == "Robert Brun, Anna Roth et Jean Pic"
    assert names(answer) == ["Robert Brun", "Anna Roth", "Jean Pic"]


@pytest.mark.parametrize(
    ("marked", "language", "name"),
    [
        (
            "Clara Morel est venue avec Paul Brandt, ⟦qui⟧ a dit oui.",
            "fr",
            "Paul Brandt",
        ),
        ("C'est l'avis du ministre Paul Brandt ⟦qui⟧ insiste.", "fr", "Paul Brandt"),
        ("Anna Heer met Mark Sandler, ⟦who⟧ said no.", "en", "Mark Sandler"),
    ],
)
def test_a_relative_pronoun_is_the_phrase_before_it(marked, language, name):
    answer = last(marked, language)

    assert (answer.name, answer.rule) == (name, "relative")


def test_a_relative_pronoun_with_nothing_before_it_stays_open():
    answer = last("⟦Qui⟧ a dit cela ?")

    assert (answer.name, answer.reason) == (
        None,
        "nobody before it in the text fits",
    )


def test_an_association_named_again_by_its_noun_is_the_same():
    text = "⟦Quelques associations étudiantes⟧ refusent. ⟦Ces associations⟧ insistent."

    assert last(text).name == "Quelques associations étudiantes"
