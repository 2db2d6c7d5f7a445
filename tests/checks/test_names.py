"""M001 to M004: the record's speaker against the names in the text."""

import pytest

from tests.checks.making import body, found_by, person

BRANDT = person("Anna Brandt", "Mme Brandt")
ROTH = person("Boris Roth", "M. Roth")
KREMLIN = body("Kremlin", "Moscou", "Moscow")

#: (text, cue, mention, severity); the content is “Il faut agir”.
ELSEWHERE = [
    (
        "Il faut agir, a-t-il dit.\nLe pont ferme, a promis le ministre.",
        "a-t-il dit",
        "le ministre",
        "high",
    ),
    ("Anna Brandt est là.\nIl faut agir, dit-elle.", "dit-elle", "Anna Brandt", "high"),
    ("Il faut agir, she said.\n\nAnna Brandt left.", "she said", "Anna Brandt", "high"),
    # No cue, and a paragraph between.
    ("Anna Brandt left.\nIt rained.\n“Il faut agir.”", (), "Anna Brandt", "high"),
    # Goes on with what the paragraph above began.
    ("“Yes,” said Anna Brandt.\n“Il faut agir.”", (), "Anna Brandt", "medium"),
    ("« Il faut agir »\nAnna Brandt l’a dit.", "l’a dit", "Anna Brandt", "medium"),
]

HERE = [
    ("Il faut agir, a dit le ministre.", "a dit", "le ministre"),
    ("Anna Brandt a dit :\n« Il faut agir ».", "a dit", "Anna Brandt"),
    ("Anna Brandt said:\n\n“Il faut agir.”", "said", "Anna Brandt"),
    ("“Il faut agir,” Anna Brandt said.\nNext.", "said", "Anna Brandt"),
    # Lines that a machine broke are no paragraphs.
    (
        "It had rained for days and the river rose above the dikes that the people had\n"
        "built with their own hands. Il faut agir, the visitors heard on their way, says\n"
        "Anna Brandt, who has lived beside the river for as long as she can remember or\n"
        "would like to remember, and who does not believe that the water will go away\n"
        "soon.\n\nNext.",
        "says",
        "Anna Brandt",
    ),
]


@pytest.mark.parametrize(("text", "cue", "mention", "severity"), ELSEWHERE)
def test_a_mention_in_another_paragraph_is_named(text, cue, mention, severity):
    [found] = found_by("M001", text, "Il faut agir", cue=cue, mention=mention)

    assert found.severity == severity
    assert found.details == {"mention": mention, "words": "Il faut agir"}


@pytest.mark.parametrize(("text", "cue", "mention"), HERE)
def test_a_mention_in_the_paragraph_is_fine(text, cue, mention):
    assert found_by("M001", text, "Il faut agir", cue=cue, mention=mention) == []


#: (text, cue, mention, speaker, name of another that is found)
MISTAKEN = [
    ("Il faut agir, a dit Boris Roth.", "a dit", None, BRANDT, "Boris Roth"),
    ("Il faut agir, a dit le maire Boris Roth.", "a dit", None, BRANDT, "Boris Roth"),
    ("Boris Roth a dit : Il faut agir.", "a dit", None, BRANDT, "Boris Roth"),
    ("Roth, maire de Kiel, a dit : Il faut agir.", "a dit", None, BRANDT, "Roth"),
    ("Il faut agir, selon Moscou.", "selon", None, BRANDT, "Moscou"),
    ("Il faut agir, said Boris Roth.", "said", None, BRANDT, "Boris Roth"),
    ("Boris Roth said: Il faut agir.", "said", None, BRANDT, "Boris Roth"),
    # The mention itself names somebody else.
    ("Il faut agir, a dit M. Roth.", "a dit", "M. Roth", BRANDT, "M. Roth"),
    ("Il faut agir, said Moscow.", "said", "Moscow", BRANDT, "Moscow"),
    # The mention stands in another paragraph.
    (
        "Le ministre est là.\nIl faut agir, a dit Boris Roth.",
        "a dit",
        "Le ministre",
        None,
        "Boris Roth",
    ),
]

NOT_MISTAKEN = [
    # The speaker is named in the paragraph, or the mention fills the subject's place.
    ("Anna Brandt est là. Il faut agir, a dit Boris Roth.", "a dit", None, BRANDT),
    ("Il faut agir, a dit la ministre à Boris Roth.", "a dit", "la ministre", BRANDT),
    ("La ministre a dit Il faut agir à Boris Roth.", "a dit", "La ministre", BRANDT),
    # Whom one speaks to or of.
    ("Il faut agir, a-t-elle dit à Boris Roth.", "a-t-elle dit", None, BRANDT),
    ("Il faut agir, a dit à Boris Roth la ministre.", "a dit", None, BRANDT),
    ("Il faut agir, a prévenu Boris Roth.", "a prévenu", None, BRANDT),
    ("Il faut agir, the minister told Boris Roth.", "told", None, BRANDT),
    ("Il faut agir, she said. Boris Roth agreed.", "she said", None, BRANDT),
    # A complement of the mention, or part of a longer name.
    (
        "Il faut agir, a dit le conseiller de M. Roth.",
        "a dit",
        "le conseiller de M. Roth",
        BRANDT,
    ),
    ("Il faut agir, a dit Clara Roth.", "a dit", "Clara Roth", BRANDT),
    ("Il faut agir, selon Moscou Matin.", "selon", "Moscou Matin", BRANDT),
    # Another statement's words.
    ("Il faut agir avec Boris Roth, a dit la ministre.", "a dit", "la ministre", None),
]


@pytest.mark.parametrize(("text", "cue", "mention", "speaker", "name"), MISTAKEN)
def test_another_s_name_at_the_cue_is_named(text, cue, mention, speaker, name):
    made = {"cue": cue, "mention": mention, "speaker": speaker}

    [found] = found_by("M002", text, "Il faut agir", others=(ROTH, KREMLIN), **made)

    assert (found.severity, found.details["name"]) == ("high", name)
    assert found.details.get("speaker") == (speaker and "Anna Brandt")
    assert len(found.place) <= 60


@pytest.mark.parametrize(("text", "cue", "mention", "speaker"), NOT_MISTAKEN)
def test_a_name_that_is_not_the_subject_is_fine(text, cue, mention, speaker):
    made = {"cue": cue, "mention": mention, "speaker": speaker}

    assert not found_by("M002", text, "Il faut agir", others=(ROTH, KREMLIN), **made)


def test_a_name_in_the_words_of_another_statement_is_fine():
    text = "Il faut agir. Bientôt viendra Boris Roth a dit la ministre."
    made = {"cue": "a dit", "speaker": BRANDT, "others": (ROTH,)}

    assert found_by("M002", text, "Il faut agir", **made)
    assert not found_by(
        "M002",
        text,
        "Il faut agir",
        neighbors=[("Bientôt viendra Boris Roth", (), "Clara Diehl")],
        **made,
    )


def test_a_statement_without_any_claim_is_not_mistaken():
    text = "Il faut agir, a dit Boris Roth."

    made = {"cue": "a dit", "others": (ROTH,), "claims": ()}
    assert found_by("M002", text, "Il faut agir", **made) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Il faut agir, a dit la ministre.", BRANDT),
        ("Il faut agir, a dit Anna Roth.", person("Anna Brand")),
        ("Il faut agir, said Moscowitz.", KREMLIN),
        ("Il faut agir, said the mayor.", person("Boris Roth", titles=("minister",))),
    ],
)
def test_a_speaker_whom_the_text_does_not_know_is_named(text, speaker):
    [found] = found_by("M003", text, "Il faut agir", speaker=speaker)

    assert found.severity == "medium"
    assert found.details == {"speaker": speaker.names[0]}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Il faut agir, a dit Mme Brandt.", BRANDT),
        ("Brandt a parlé. Il faut agir, a dit la ministre.", BRANDT),
        ("Il faut agir, a dit ANNA BRANDT.", BRANDT),
        ("Il faut agir, a dit Anna\nBrandt.", BRANDT),
        ("Il faut agir, selon l'Elysée.", body("l’Élysée")),
        (
            "Il faut agir, said the minister.",
            person("Boris Roth", titles=("minister",)),
        ),
        ("Il faut agir, selon la presse.", body("La presse (titres non précisés)")),
        ("Il faut agir.", None),
    ],
)
def test_a_speaker_whom_the_text_names_somehow_is_fine(text, speaker):
    assert found_by("M003", text, "Il faut agir", speaker=speaker) == []


#: (mention, titles held, titles held at other times, the office that is named)
OUT_OF_OFFICE = [
    ("la ministre Anna Brandt", (), ("ministre de la Mer",), "ministre de la Mer"),
    ("la ministre", ("députée",), ("ministre",), "ministre"),
    ("Minister Anna Brandt", (), ("minister",), "minister"),
    ("Minister Anna Brandt", (), ("judge",), "judge"),
]

IN_OFFICE = [
    ("la ministre Anna Brandt", ("ministre de la Mer",), ("députée",)),
    ("l’ancienne ministre Anna Brandt", (), ("ministre",)),
    ("former Minister Anna Brandt", (), ("minister",)),
    ("Anna Brandt", (), ("ministre",)),
    ("la ministre Anna Brandt", (), ()),
    ("la ministre Anna Brandt", ("Centre de la mer",), ("ministre",)),
    ("Minister Anna Brandt", ("senator",), ("judge",)),
]


@pytest.mark.parametrize(("mention", "titles", "lapsed", "office"), OUT_OF_OFFICE)
def test_a_title_of_another_time_is_named(mention, titles, lapsed, office):
    speaker = person("Anna Brandt", titles=titles, lapsed=lapsed)
    text = f"Il faut agir, a dit {mention}."

    [found] = found_by("M004", text, "Il faut agir", mention=mention, speaker=speaker)

    assert (found.severity, found.details["office"]) == ("medium", office)


@pytest.mark.parametrize(("mention", "titles", "lapsed"), IN_OFFICE)
def test_a_title_that_fits_or_that_we_cannot_judge_is_fine(mention, titles, lapsed):
    speaker = person("Anna Brandt", titles=titles, lapsed=lapsed)
    text = f"Il faut agir, a dit {mention}."

    made = {"mention": mention, "speaker": speaker}
    assert found_by("M004", text, "Il faut agir", **made) == []
