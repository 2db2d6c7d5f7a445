"""The founding piece, and what a person found in it."""

import json
from pathlib import Path

from quotes.extraction import Span

FOLDER = Path(__file__).parents[2] / "fixtures" / "articles" / "text"
TEXT = (FOLDER / "blinken-bruxelles.txt").read_text("utf-8")
_WHOLE = json.loads((FOLDER / "blinken-bruxelles.statements.json").read_text("utf-8"))
STATEMENTS = {row["id"]: row for row in _WHOLE["statements"]}
ALLOWED = _WHOLE["allowed_beside"]


def place(row):
    """Return the stretch of a row of the file; None for none."""
    return Span(row["start"], row["end"]) if row else None
