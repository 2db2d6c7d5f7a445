"""S001 and H001: the statement beside the other statements of its text."""

import pytest

from tests.checks.making import found_by, person

BRANDT = person("Anna Brandt")

#: (text, words of ours, words of the other, who said those)
CROWDED = [
    ("« Oui », dit Anna Brandt. « Non », dit Boris Roth.", "Oui", "Non", "Boris Roth"),
    ("“Yes,” said Anna Brandt. “No,” said Roth.", "Yes", "No", "Boris Roth"),
    ("« Oui », dit Anna Brandt, « non », dit Moscou.", "Oui", "non", "Kremlin"),
]

ALONE = [
    ("« Oui », dit Anna Brandt.\n« Non », dit Roth.", "Oui", "Non", "Boris Roth"),
    ("« Oui », dit Anna Brandt, « non », dit-elle.", "Oui", "non", "Anna Brandt"),
    ("“Yes,” said Anna Brandt. “No,” somebody said.", "Yes", "No", ""),
]


@pytest.mark.parametrize(("text", "ours", "theirs", "who"), CROWDED)
def test_two_quoted_speakers_in_one_paragraph_are_named(text, ours, theirs, who):
    [found] = found_by(
        "S001",
        text,
        ours,
        quoted=ours,
        kind="direct",
        speaker=BRANDT,
        neighbors=[(theirs, theirs, who)],
    )

    assert (found.severity, found.details) == ("low", {"words": theirs})


@pytest.mark.parametrize(("text", "ours", "theirs", "who"), ALONE)
def test_another_paragraph_the_same_or_nobody_is_fine(text, ours, theirs, who):
    made = {"speaker": BRANDT, "quoted": ours, "neighbors": [(theirs, theirs, who)]}

    assert found_by("S001", text, ours, **made) == []


def test_reported_speech_of_two_in_one_paragraph_is_fine():
    text = "Oui, dit Anna Brandt. Non, dit Boris Roth."
    made = {"speaker": BRANDT, "neighbors": [("Non", (), "Boris Roth")]}

    assert found_by("S001", text, "Oui", **made) == []


#: (heading, the statement, what the heading has, what the statement has)
REWORDED = [
    (
        "« Livrez tout ce qui est prêt »",
        "« Ils promettent de livrer tout ce qui est prêt »",
        "Livrez",
        "livrer",
    ),
    (
        "« Nous ne quitterons jamais la ville »",
        "« Nous quitterons la ville au printemps »",
        "ne",
        "",
    ),
    ("Le pont coûtera 12,5 millions", "Le pont coûtera 2,5 millions", "12,5", "2,5"),
    ("We will leave the old town", "We will not leave the old town", "", "not"),
    ("“We don’t want the bridge”", "“We want the bridge”", "don’t", ""),
    ("The bridge costs 40 million", "The bridge costs 4 million", "40", "4"),
]

TAKEN_UP = [
    ("« Tout ce qui est prêt »", "« Ils livreront tout ce qui est prêt »"),
    ("Le pont coûtera 2,5 millions", "Le pont coûtera 2,5 millions d’euros"),
    ("Le pont coûtera 12 000 euros", "Le pont neuf coûtera 12 000 euros"),
    ("« Une autre vie commence ici »", "« Ils livreront tout ce qui est prêt »"),
    ("We will leave the old town", "We will leave the very old town"),
    ("“We will not leave”", "“We will not leave the town”"),
    ("Oui », dit-il", "« Oui », dit-il encore"),
]


def heading_and(heading, words):
    """Return the text, and how the heading is made a statement of it."""
    text = f"{heading}\nLe maire parle. {words}, a dit Anna Brandt."
    quoted = heading.strip("«»“” ") if heading[0] in "«“" else ()
    return (
        text,
        heading,
        {
            "quoted": quoted,
            "kind": "direct" if quoted else "indirect",
            "is_heading": True,
            "claims": (),
            "neighbors": [(words, (), "Anna Brandt")],
        },
    )


@pytest.mark.parametrize(("heading", "words", "here", "there"), REWORDED)
def test_a_heading_that_says_it_otherwise_is_named(heading, words, here, there):
    text, content, made = heading_and(heading, words)

    [found] = found_by("H001", text, content, **made)

    assert found.severity == "medium"
    assert here in found.details["here"]
    assert there in found.details["there"]


@pytest.mark.parametrize(("heading", "words"), TAKEN_UP)
def test_a_heading_that_shortens_or_stands_alone_is_fine(heading, words):
    text, content, made = heading_and(heading, words)

    assert found_by("H001", text, content, **made) == []


def test_only_headings_are_compared():
    text, content, made = heading_and(*REWORDED[0][:2])

    assert found_by("H001", text, content, **{**made, "is_heading": False}) == []
