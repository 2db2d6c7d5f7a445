"""Cases written for one construction each, and their notation (tests/data/README.md).

`python -m tests.extraction.hard_cases fr` prints them as gold for `manage.py
score_extraction`; with `--shortfalls` it prints the cases that the engine does not get
right, for tests/data/hard_cases_shortfalls.txt.
"""

import argparse
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from quotes.extraction import Polarity, Span, extract
from tests.processes import say

DATA = Path(__file__).parents[1] / "data"
SHORTFALLS = DATA / "hard_cases_shortfalls.txt"
_TAG = re.compile(r"<(/?)(cue|c|m)((?: [^>]*)?)>")


class BadCase(ValueError):
    """A line of a file of cases that cannot be read; says which, and what is wrong."""


@dataclass
class Marked:
    """A statement as marked; who is the full name, None where nothing is said of it."""

    content: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    mention: list[Span] = field(default_factory=list)
    polarity: str = "asserted"
    heading: bool = False
    who: str | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Case:
    """A text with what is in it; a near miss has nothing in it."""

    id: str
    language: str
    text: str
    statements: tuple[Marked, ...]


def read_cases(language):
    """Return the cases of a language in their order; raises BadCase."""
    name = f"hard_cases_{language}.txt"
    cases = []
    section, counts = "", {}
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), 1):
        sign, _space, words = line.partition(" ")
        if sign == "#":
            section = words
            continue
        if sign not in ("+", "-") or not section:
            raise BadCase(f"{name}, line {number}: begin with “# ”, “+ ” or “- ”.")
        kind = "yes" if sign == "+" else "no"
        key = f"{language}-{section}-{kind}"
        counts[key] = counts.get(key, 0) + 1
        text, statements = _read(words, f"{name}, line {number}")
        if bool(statements) != (sign == "+"):
            raise BadCase(f"{name}, line {number}: “+” has statements, “-” has none.")
        cases.append(Case(f"{key}-{counts[key]}", language, text, statements))
    return cases


def _read(words, where):
    found, opened = {}, []
    text, at = "", 0
    for tag in _TAG.finditer(words):
        text += _plain(words[at : tag.start()])
        at = tag.end()
        closing, role, rest = tag.groups()
        if not closing:
            opened.append((role, rest, len(text)))
            continue
        if not opened or opened[-1][0] != role:
            raise BadCase(f"{where}: </{role}> closes what is not open.")
        _role, rest, start = opened.pop()
        _take(found, role, rest, Span(start, len(text)))
    if opened:
        raise BadCase(f"{where}: <{opened[-1][0]}> is never closed.")
    text += _plain(words[at:])
    for each in found.values():
        if not each.content:
            raise BadCase(f"{where}: a cue or mention without <c>.")
    return text, tuple(found[key] for key in sorted(found))


def _plain(words):
    return words.replace(" ¶", "\n").replace("¶", "\n")


def _take(found, role, rest, place):
    """Put a stretch into each of the statements that its tag names, the first if none."""
    rest, _equals, who = rest.partition("who=")
    words = rest.split()
    for key in [int(word) for word in words if word.isdigit()] or [1]:
        marked = found.setdefault(key, Marked())
        {"c": marked.content, "cue": marked.cue, "m": marked.mention}[role].append(
            place
        )
        marked.who = who or marked.who
        marked.is_open |= "open" in words
        marked.heading |= "heading" in words
        for polarity in ("denied", "requested"):
            if polarity in words:
                marked.polarity = polarity


def letters(text, places):
    """Return the places of letters and digits: marks and signs make no difference."""
    return {
        at
        for each in places
        for at in range(each.start, each.end)
        if text[at].isalnum()
    }


def faults(case):
    """Yield what the engine gets wrong in the statements of a case, in words."""
    text = case.text
    found = {
        frozenset(letters(text, each.content)): each
        for each in extract(text, case.language).statements
    }
    for marked in case.statements:
        statement = found.pop(frozenset(letters(text, marked.content)), None)
        if statement is None:
            yield f"not found: {_words(text, marked.content)}"
        else:
            yield from _differences(text, marked, statement)
    for each in found.values():
        yield f"found beside: {_words(text, each.content)}"


def _differences(text, marked, statement):
    if statement.heading != marked.heading:
        yield f"heading is {statement.heading}"
    cue = statement.cue
    if bool(cue) != bool(marked.cue) or not all(cue.meets(each) for each in marked.cue):
        yield f"cue is {cue and cue.of(text)!r}"
    mentions = [each.span for each in statement.mentions]
    wanted = letters(text, marked.mention)
    if not letters(text, mentions) <= wanted or bool(mentions) != bool(wanted):
        yield f"mention is {_words(text, mentions)!r}"
    if statement.polarity is not Polarity(marked.polarity):
        yield f"polarity is {statement.polarity}"


def misattributions(case):
    """Yield whom the engine takes a speaker for, where that is not who it is."""
    found = extract(case.text, case.language).statements
    for marked in case.statements:
        names = [
            each.speaker.name if each.speaker else None
            for each in found
            if letters(case.text, each.content) == letters(case.text, marked.content)
        ]
        wanted = None if marked.is_open else marked.who
        if (marked.who or marked.is_open) and names != [wanted]:
            yield f"speaker is {names}, not {wanted!r}"


def _words(text, places):
    return " […] ".join(each.of(text) for each in places)


def shortfalls():
    """Return the cases that are known to fail, as “id” or “id who”."""
    lines = SHORTFALLS.read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def as_gold(case):
    """Return a case as a document for the scorer."""
    return {
        "id": case.id,
        "text": case.text,
        "language": case.language,
        "quotes": [
            {
                "start": each.content[0].start,
                "end": each.content[-1].end,
                "parts": [[part.start, part.end] for part in each.content],
                "speaker": _place(case.text, each.mention),
                "cue": _place(case.text, each.cue),
                "reference": each.who,
            }
            for each in case.statements
            if not each.heading
        ],
    }


def _place(text, places):
    if not places:
        return None
    whole = Span(places[0].start, places[-1].end)
    return {"start": whole.start, "end": whole.end, "text": whole.of(text)}


def main():
    """Print the cases as gold, or those that fail."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("language", choices=("fr", "en"), nargs="?")
    parser.add_argument("--shortfalls", action="store_true")
    options = parser.parse_args()
    for language in [options.language] if options.language else ("fr", "en"):
        for case in read_cases(language):
            if not options.shortfalls:
                say(json.dumps(as_gold(case), ensure_ascii=False))
                continue
            if any(faults(case)):
                say(case.id)
            if any(misattributions(case)):
                say(f"{case.id} who")


if __name__ == "__main__":
    main()
