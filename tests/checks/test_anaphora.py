"""A001 and A003: mentions that name nobody by themselves."""

import pytest

from tests.checks.making import body, found_by, person

BRANDT = person("Anna Brandt", "Mme Brandt")

#: (text, content, mention, title)
DANGLING = [
    ("Il faut agir, a dit le ministre.", "Il faut agir", "le ministre", "ministre"),
    (
        "Le sénateur Paul Vidal a voté. Il faut agir, a dit la ministre.",
        "Il faut agir",
        "la ministre",
        "ministre",
    ),
    (
        "Le ministre a reçu Anna Brandt hier.\nIl faut agir, a dit ce dirigeant.",
        "Il faut agir",
        "ce dirigeant",
        "dirigeant",
    ),
    (
        "Il faut agir, a dit le ministre de la Défense. Puis vint Boris Roth.",
        "Il faut agir",
        "le ministre de la Défense",
        "ministre",
    ),
    (
        "Il faut agir, selon le porte-parole de la Maison Blanche.",
        "Il faut agir",
        "le porte-parole de la Maison Blanche",
        "porte-parole",
    ),
    ("We must act, the minister said.", "We must act", "the minister", "minister"),
    (
        "Senator Paul Hill voted. We must act, the NATO chief said.",
        "We must act",
        "the NATO chief",
        "chief",
    ),
    (
        "We must act, the foreign minister of Norland said.",
        "We must act",
        "the foreign minister of Norland",
        "minister",
    ),
]

INTRODUCED = [
    (
        "La ministre Anna Brandt arrive.\nIl faut agir, a dit la ministre.",
        "Il faut agir",
        "la ministre",
    ),
    (
        "Anna Brandt, ministre de la Mer, arrive. Il faut agir, a dit la ministre.",
        "Il faut agir",
        "la ministre",
    ),
    (
        "Le ministre des Affaires étrangères de Norlande Paul Roth est là.\n"
        "Il faut agir, a dit le ministre.",
        "Il faut agir",
        "le ministre",
    ),
    ("Il faut agir, a dit la ministre Brandt.", "Il faut agir", "la ministre Brandt"),
    ("Il faut agir, a dit la ministre Anna Roth.", "Il faut agir", "la ministre"),
    ("Il faut agir, a dit un ministre.", "Il faut agir", "un ministre"),
    ("Il faut agir, a dit Anna Brandt.", "Il faut agir", "Anna Brandt"),
    (
        "Prime Minister Anna Brandt came. We must act, the minister said.",
        "We must act",
        "the minister",
    ),
    (
        "Paul Hill, the NATO chief, came. We must act, the chief said.",
        "We must act",
        "the chief",
    ),
    ("We must act, an official said.", "We must act", "an official"),
    ("We must act, the White House said.", "We must act", "the White House"),
]


@pytest.mark.parametrize(("text", "content", "mention", "title"), DANGLING)
def test_a_role_that_the_text_gives_to_nobody_is_named(text, content, mention, title):
    [found] = found_by("A001", text, content, mention=mention, others=(BRANDT,))

    assert found.severity == "medium"
    assert found.details == {"mention": mention, "title": title}
    start, end = map(int, found.place.split("-"))
    assert text[start:end] == mention


@pytest.mark.parametrize(("text", "content", "mention"), INTRODUCED)
def test_a_role_that_somebody_was_given_is_fine(text, content, mention):
    assert found_by("A001", text, content, mention=mention, others=(BRANDT,)) == []


def test_an_office_on_record_makes_it_less_grave():
    text = "Anna Brandt arrive. Il faut agir, a dit la ministre."
    minister = person("Anna Brandt", titles=("Ministre de la Mer",))

    [found] = found_by(
        "A001", text, "Il faut agir", mention="la ministre", speaker=minister
    )

    assert found.severity == "low"
    assert found.details["speaker"] == "Anna Brandt"


def test_the_spokesperson_of_a_body_that_is_the_speaker_is_fine():
    text = "Il faut agir, selon le porte-parole du Kremlin."
    mention = "le porte-parole du Kremlin"

    assert found_by("A001", text, "Il faut agir", mention=mention, speaker=BRANDT)
    assert not found_by(
        "A001", text, "Il faut agir", mention=mention, speaker=body("Kremlin")
    )


PRONOUNS = [
    ("Il faut agir, a lancé cette dernière.", "Il faut agir", "cette dernière"),
    ("Pour lui, il faut agir.", "il faut agir", "lui"),
    ("Il faut agir, assure celle-ci.", "Il faut agir", "celle-ci"),
    ("Il faut agir, répond l’intéressée.", "Il faut agir", "l’intéressée"),
    ("We must act, the latter said.", "We must act", "the latter"),
    ("We must act, she said.", "We must act", "she"),
]

NO_PRONOUNS = [
    ("Il faut agir, a dit Anna Brandt.", "Il faut agir", "Anna Brandt"),
    ("Il faut agir, a dit la dernière élue.", "Il faut agir", "la dernière élue"),
    ("Il faut agir, selon Lui Chen.", "Il faut agir", "Lui Chen"),
    ("We must act, said Shea.", "We must act", "Shea"),
]


@pytest.mark.parametrize(("text", "content", "mention"), PRONOUNS)
def test_a_pronoun_needs_a_person(text, content, mention):
    [found] = found_by("A003", text, content, mention=mention)

    assert (found.severity, found.details) == ("low", {"mention": mention})


@pytest.mark.parametrize(("text", "content", "mention"), NO_PRONOUNS)
def test_a_name_is_no_pronoun(text, content, mention):
    assert found_by("A003", text, content, mention=mention) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Anna Brandt a vu Paul Vidal. Il faut agir, a dit ce dernier.", "ce dernier"),
        ("Mme Brandt et M. Vidal sont là. Il faut agir, a dit celui-ci.", "celui-ci"),
        ("Brandt met Vidal. Il faut agir, he said.", "he"),
    ],
)
def test_two_persons_before_a_pronoun_make_it_graver(text, mention):
    vidal = person("Paul Vidal")

    [found] = found_by(
        "A003", text, "Il faut agir", mention=mention, speaker=vidal, others=(BRANDT,)
    )

    assert found.severity == "medium"
    assert found.details["candidates"] == "Anna Brandt, Paul Vidal"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brandt a parlé. Il faut agir, a dit cette dernière.",
        "Anna Brandt a vu Paul Vidal.\nIl faut agir, a dit cette dernière.",
        "Anna Brandt est là, Mme Brandt aussi. Il faut agir, a dit cette dernière.",
    ],
)
def test_one_person_or_another_paragraph_is_the_usual_case(text):
    others = (BRANDT, person("Paul Vidal"))

    [found] = found_by(
        "A003", text, "Il faut agir", mention="cette dernière", others=others
    )

    assert found.severity == "low"
