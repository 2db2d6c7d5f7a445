"""What was found, written down: as JSON for programs, as lines for people."""

import unicodedata
from collections.abc import Iterator

from quotes.extraction.spans import Extraction, Mention, Resolved, Span, Statement

_AND = {"fr": " et ", "en": " and "}


def as_json(
    identity: str | int, text: str, extraction: Extraction
) -> dict[str, object]:
    """Return a document as scoring/documents.py reads it.

    speaker runs from the first mention to the last; reference is the full name it
    resolves to (several joined by “, ” and “et” or “and”), null where one is open.
    """
    return {
        "id": identity,
        "text": text,
        "quotes": [
            _statement(text, each, extraction.language)
            for each in extraction.statements
        ],
    }


def _statement(text: str, statement: Statement, language: str) -> dict[str, object]:
    places = [each.span for each in statement.mentions]
    mention = (
        Span(min(each.start for each in places), max(each.end for each in places))
        if places
        else None
    )
    found: dict[str, object] = {
        "start": statement.start,
        "end": statement.end,
        "parts": [[each.start, each.end] for each in statement.content],
        "speaker": _place(text, mention),
        "cue": _place(text, statement.cue),
        "kind": statement.kind.value,
        "polarity": statement.polarity.value,
        "reference": _reference(statement, language),
    }
    if statement.heading:
        found["heading"] = True
    return found


def _place(text: str, place: Span | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {"start": place.start, "end": place.end, "text": place.of(text)}


def _reference(statement: Statement, language: str) -> str | None:
    names = [each.name for each in _speakers(statement)]
    known = [name for name in names if name]
    if not known or len(known) < len(names):
        return None
    *others, last = known
    return _AND[language].join([", ".join(others), last]) if others else last


def _speakers(statement: Statement) -> list[Resolved]:
    """Return whom the mentions stand for, or whose words are gone on with."""
    if statement.mentions:
        return [each.resolved for each in statement.mentions]
    return [statement.speaker] if statement.speaker else []


def as_lines(text: str, extraction: Extraction) -> Iterator[str]:
    """Yield what was found, for reading: kind, words, cue, who, and by which rule."""
    count = len(extraction.statements)
    plural = "" if count == 1 else "s"
    yield f"{count} statement{plural}, language {extraction.language}"
    for number, statement in enumerate(extraction.statements, start=1):
        yield ""
        yield f"{number}. {', '.join(_qualities(statement))}"
        yield f"   words    {_words(text, statement)}"
        if statement.cue:
            yield f"   cue      {_shown(statement.cue.of(text))}"
        yield from _who(text, statement)
        if grounds := statement.grounds.get("content"):
            yield f"   rule     {grounds.rule} ({grounds.confidence} %)"


def _qualities(statement: Statement) -> list[str]:
    flags = ("heading", "nested", "continues")
    return [
        statement.kind.value,
        statement.polarity.value,
        *(name for name in flags if getattr(statement, name)),
    ]


def _words(text: str, statement: Statement) -> str:
    return " […] ".join(_shown(each.of(text)) for each in statement.content)


def _who(text: str, statement: Statement) -> Iterator[str]:
    label = "speaker"
    for mention in statement.mentions:
        yield f"   {label:<8} {_mention(text, mention)}"
        label = ""
    if statement.mentions:
        return
    if statement.speaker:
        yield f"   speaker  (goes on) → {_resolved(statement.speaker)}"
    else:
        yield "   speaker  none named"


def _mention(text: str, mention: Mention) -> str:
    words = _shown(mention.span.of(text))
    return f"{words} → {_resolved(mention.resolved)}"


def _resolved(resolved: Resolved) -> str:
    if resolved.name:
        body = ", the place stands for the body" if resolved.metonym else ""
        name = _shown(resolved.name)
        return f"{name} ({resolved.rule}, {resolved.confidence} %{body})"
    open_ones = "; ".join(
        f"{_shown(each.name)} ({each.reason})" if each.reason else _shown(each.name)
        for each in resolved.candidates
    )
    why = f" ({resolved.reason})" if resolved.reason else ""
    return f"unresolved{why}" + (f": {open_ones}" if open_ones else "")


def _shown(words: str) -> str:
    """Return words on one line, control signs as escapes: a terminal obeys those."""
    return "".join(
        sign.encode("unicode_escape").decode()
        if unicodedata.category(sign) in ("Cc", "Cs")
        else sign
        for sign in " ".join(words.split())
    )
