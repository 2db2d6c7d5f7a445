"""A001 and A003: mentions that name nobody by themselves."""

import re
from collections.abc import Iterator

from quotes.checks.reading import (
    named_at,
    near_in_paragraph,
    sentence_end,
    sentence_start,
    with_surnames,
    words_at,
)
from quotes.checks.statement import Claim, Found, Place, Statement, spelled
from quotes.checks.titles import dangling_role, is_pronoun, names_somebody

#: How far from a role its holder's name is looked for.
_REACH = 90
#: A title that stands this often in one text names somebody by now, or never will.
_MOST = 2000


def anaphora(statement: Statement) -> Iterator[Found]:
    """Yield A001 (a role without a name) and A003 (a pronoun)."""
    for claim in statement.claims:
        if claim.mention is None:
            continue
        words = statement.text[slice(*claim.mention)]
        if is_pronoun(words):
            yield _pronoun(statement, claim.mention)
        elif claim.speaker is None or claim.speaker.is_person:
            role = dangling_role(words)
            if role and not _is_introduced(statement, claim.mention, role):
                yield _role(statement, claim, claim.mention, role)


def _role(statement: Statement, claim: Claim, mention: Place, role: str) -> Found:
    details = {"mention": words_at(statement.text, mention), "title": role}
    speaker = claim.speaker
    severity = "medium"
    if speaker is not None:
        names = with_surnames(speaker.names, is_person=speaker.is_person)
        is_there = next(named_at(statement.text, names, (0, mention[0])), None)
        holds_it = any(role in title.casefold() for title in speaker.titles)
        if is_there is not None and holds_it:
            severity = "low"
            details |= {"case": "office", "speaker": speaker.names[0]}
    return Found("A001", severity, spelled(mention), details)


def _is_introduced(statement: Statement, mention: Place, role: str) -> bool:
    """Tell whether the title is given to a name at or before the mention."""
    text = statement.text
    known = _known_persons(statement)
    pattern = re.compile(rf"(?<!\w){re.escape(role)}(?:e|s)?(?!\w)", re.IGNORECASE)
    for count, found in enumerate(pattern.finditer(text, 0, mention[1]), start=1):
        if count > _MOST:
            return True
        limit = min(len(text), found.end() + _REACH)
        limit = sentence_end(text, found.end(), _line_end(text, found.end(), limit))
        if names_somebody(text, found.end(), limit, known):
            return True
        if _is_apposition(text, found.start(), known):
            return True
    return False


def _is_apposition(text: str, role_at: int, known: re.Pattern[str] | None) -> bool:
    """Tell whether a role stands behind a name and a comma: “Anna Brandt, ministre”."""
    start = max(0, role_at - _REACH, text.rfind("\n", 0, role_at) + 1)
    start = sentence_start(text, role_at, start)
    before = text[start:role_at]
    comma = max(before.rfind(","), before.rfind("("))
    if comma < 0:
        return False
    head = before[:comma].rstrip()
    if _TWO_CAPITALS.search(head):
        return True
    return known is not None and any(
        match.end() == len(head) for match in known.finditer(head)
    )


_TWO_CAPITALS = re.compile(
    r"(?<!\w)[^\W\d_a-zà-öø-ÿ][\w’'-]*\s[^\W\d_a-zà-öø-ÿ][\w’'-]*$"
)


def _line_end(text: str, at: int, limit: int) -> int:
    found = text.find("\n", at, limit)
    return found if found >= 0 else limit


def _known_persons(statement: Statement) -> re.Pattern[str] | None:
    names = [
        name
        for speaker in (*statement.speakers(), *statement.others)
        if speaker.is_person
        for name in with_surnames(speaker.names, is_person=True)
    ]
    if not names:
        return None
    longest_first = sorted({*names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _pronoun(statement: Statement, mention: Place) -> Found:
    text = statement.text
    before = (near_in_paragraph(text, mention)[0], mention[0])
    seen = [
        speaker.names[0]
        for speaker in (*statement.speakers(), *statement.others)
        if speaker.is_person
        and next(
            named_at(text, with_surnames(speaker.names, is_person=True), before), None
        )
    ]
    details = {"mention": words_at(text, mention)}
    if len(seen) < 2:
        return Found("A003", "low", spelled(mention), details)
    details |= {"case": "several", "candidates": ", ".join(sorted(seen))}
    return Found("A003", "medium", spelled(mention), details)
