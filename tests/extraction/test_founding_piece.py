"""The founding piece: its sixteen statements, who says each, and nothing beside them."""

import pytest

from quotes.extraction import Identity, Known, extract
from quotes.extraction.scoring.pairing import trimmed
from quotes.texts import fold
from tests.extraction.founding import ALLOWED, STATEMENTS, TEXT, place

#: Whom a mention stands for by the text alone.
NAMES = {
    "Kaja Kallas": "kaja kallas",
    "The Washington Post": "washington post",
    "Kremlin": "kremlin",
    "American press (unnamed outlets)": "presse americaine",
    "Marco Rubio": "marco rubio",
    "Pentagon": "pentagone",
    "Jake Sullivan": "jake sullivan",
    "Mark Cancian": "mark cancian",
    "Ukrainian government": "gouvernement ukrainien",
    "United States government": "gouvernement americain",
    "The New York Times": "new york times",
}
#: Printed for the bodies that sit there.
PLACES = {"Kiev", "Washington", "Moscou"}
#: What a newsroom's database calls those whom the text calls otherwise.
ALIASES = {
    "kiev": "Ukrainian government",
    "washington": "United States government",
    "moscou": "Kremlin",
    "le kremlin": "Kremlin",
    "le pentagone": "Pentagon",
    "washington post": "The Washington Post",
    "new york times": "The New York Times",
}

statements = pytest.mark.parametrize("row", STATEMENTS.values(), ids=STATEMENTS)


@pytest.fixture(scope="module")
def found():
    """The statements of the piece by what they say, trimmed."""
    return by_content(extract(TEXT))


def by_content(extraction):
    return {content_of(each): each for each in extraction.statements}


def content_of(statement):
    return tuple(trimmed(TEXT, part) for part in statement.content)


def match(found, row):
    wanted = (trimmed(TEXT, place(row["content"])),)
    assert wanted in list(found), f"not found: {row['content']['text']}"
    return found[wanted]


def bare(name):
    """Return a name folded, without the word that it is introduced by."""
    words = fold(name)
    for first in ("le quotidien ", "quotidien ", "le ", "la ", "the "):
        words = words.removeprefix(first)
    return words


@statements
def test_content_cue_and_form_are_exact(found, row):
    statement = match(found, row)

    assert statement.cue == place(row["cue"])
    assert statement.kind == row["kind"]
    assert statement.polarity == row["polarity"]
    assert statement.quoted == tuple(map(place, row["quoted"]))


@statements
def test_the_mention_is_right(found, row):
    mentions = [each.span for each in match(found, row).mentions]

    assert mentions == list(map(place, row["mention"]))


@statements
def test_the_speaker_is_right_or_left_open(found, row):
    mentions = match(found, row).mentions

    if not row["speakers"]:
        assert [each.resolved.name for each in mentions] == [None] * len(mentions)
        names = {one.name for each in mentions for one in each.resolved.candidates}
        assert names >= set(row["candidates"])
        return
    resolved = [each.resolved for each in mentions]
    assert [bare(each.name or "") for each in resolved] == [
        NAMES[name] for name in row["speakers"]
    ]
    printed = [TEXT[each["start"] : each["end"]] for each in row["mention"]]
    assert [each.metonym for each in resolved] == [each in PLACES for each in printed]


def test_a_database_that_knows_them_gets_its_own_keys():
    keys = {name: str(number) for number, name in enumerate(NAMES)}

    def named(words):
        name = ALIASES.get(fold(words)) or next(
            (each for each in NAMES if bare(each) == bare(words)), None
        )
        return [Identity(keys[name], name)] if name else []

    found = by_content(extract(TEXT, known=Known(named, lambda title: [])))

    for row in STATEMENTS.values():
        resolved = [each.resolved.key for each in match(found, row).mentions]
        # The press as a whole is nobody whom a database could know.
        wanted = [keys[name] for name in row["speakers"] if "unnamed" not in name]
        assert [key for key in resolved if key] == wanted, row["id"]


def test_the_cross_heading_is_flagged_and_given_to_nobody(found):
    heading = match(found, STATEMENTS["heading-expediez"])

    assert heading.heading
    assert heading.cue is None
    assert heading.mentions == ()
    assert heading.speaker is None or heading.speaker.name is None
    assert [each for each in found.values() if each.heading] == [heading]


def test_nothing_is_found_beside_them(found):
    rows = [*STATEMENTS.values(), *ALLOWED]
    right = {(trimmed(TEXT, place(row["content"])),) for row in rows}

    assert [
        " […] ".join(part.of(TEXT) for part in content)
        for content in found
        if content not in right
    ] == []


def test_the_piece_is_found_to_be_french():
    assert extract(TEXT).language == "fr"
