"""The founding piece as it could have been revised: our own later versions of it."""

import json
from pathlib import Path

from quotes import workflow
from quotes.anchoring import OldSpan
from quotes.texts import select
from quotes.workflow import Claim, SpanAt
from tests.factories import make_editor, make_speaker, make_verifier

FOLDER = Path(__file__).parents[1] / "fixtures" / "articles" / "text"

#: The piece as received.
PIECE = (FOLDER / "blinken-bruxelles.txt").read_text("utf-8")

HEARING = next(line for line in PIECE.split("\n") if line.startswith("L’UE doit"))
MINISTER = next(line for line in PIECE.split("\n") if "le ministre" in line)
CANCIAN = next(line for line in PIECE.split("\n") if line.startswith("«À la fin"))
HEADING = "« Expédiez tout ce qui est disponible »"


def replaced(old, new, text=PIECE):
    """Return the text with one stretch replaced; the stretch must be there once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def with_the_hearing_moved():
    """Return the piece with the paragraph of the hearing at its end."""
    return replaced(HEARING + "\n", "") + "\n" + HEARING


def with_a_typo_mended():
    """Return the piece with “possède en grand nombre” for what Cancian said."""
    return replaced("possèdent en grande quantité", "possèdent en grand nombre")


def with_the_hearing_cut():
    """Return the piece without the paragraph of the hearing."""
    return replaced(HEARING + "\n", "")


def with_the_minister_printed_twice():
    """Return the piece with the minister's sentence twice, one after the other."""
    return replaced(MINISTER, MINISTER + "\n" + MINISTER)


def with_the_minister_named():
    """Return the piece with Mark Cancian where it said “le ministre”."""
    return replaced("a déclaré le ministre", "a déclaré Mark Cancian")


def statement(name):
    """Return the spans of a statement of the piece, as (role, number, start, end)."""
    path = FOLDER / "blinken-bruxelles.statements.json"
    rows = json.loads(path.read_text("utf-8"))["statements"]
    row = next(row for row in rows if row["id"] == name)
    spans = []
    for role in ("content", "quoted", "cue", "mention"):
        several = row[role] if isinstance(row[role], list) else [row[role]]
        spans += [
            (role, number, each["start"], each["end"])
            for number, each in enumerate(filter(None, several), start=1)
        ]
    return spans


def names():
    """Return the names of all statements of the piece."""
    path = FOLDER / "blinken-bruxelles.statements.json"
    return [row["id"] for row in json.loads(path.read_text("utf-8"))["statements"]]


def old_spans(text, spans):
    """Return OldSpan for (role, number, start, end) in a text."""
    found = []
    for role, number, start, end in spans:
        place = select(text, start, end)
        found.append(
            OldSpan(role, number, start, end, place.exact, place.prefix, place.suffix)
        )
    return found


def verified(article, name, speaker):
    """Return a statement of the piece by its name, entered and verified by two people."""
    quote = workflow.enter_quote(
        article.current_revision,
        by=make_editor(),
        spans=[SpanAt(*place) for place in statement(name)],
        fields={"kind": "mixed"},
        claims=[Claim(make_speaker(speaker), 1, basis="printed")],
    )
    return workflow.verify(quote, by=make_verifier())
