"""A002, A004, S002 and P001: how the attribution is built into the text."""

import re
from collections.abc import Iterator

from quotes.checks.reading import (
    is_abbreviated,
    is_named,
    meet,
    name_end,
    named_at,
    paragraph_of,
    sentence_end,
    with_surnames,
    word_set,
    words_at,
)
from quotes.checks.statement import (
    DIRECT,
    MIXED,
    Found,
    Place,
    Statement,
    spelled,
)
from quotes.checks.titles import is_pronoun

#: Quotations of more words say who speaks before their end.
LONG = 60
#: What may stand between a cue and the full stop that cuts it off: “à l’AFP”.
_REST_OF_CLAUSE = re.compile(r"[^.!?…;:\n«»“”\"]{0,80}\.\s{1,3}")
#: What makes a sentence of a name alone: age and apposition up to its end.
_APPOSITION = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:,\s+\d{1,3}(?:\s+ans)?)?(?:,\s+([^,;:]{2,200}))?\s*$"
)
#: Words that an apposition does not begin with, or does not hold: a sentence does.
_NO_APPOSITION = word_set(
    "his her their its son sa ses leur leurs lui elle eux qui who whose dont which et and "
    "ou or puis mais but comme like alors too aussi meanwhile however"
)
_VERBS = word_set(
    "ont est sont avait avaient était étaient va vont doit peut veut sera seront serait "
    "has have had is are was were will would can could must may might said says"
)
_ORPHAN = re.compile(r"\.\s+,\s*$")
_STARTS_SENTENCE = re.compile(r"[.!?…]\s+$")
_SAYS_WHOSE = re.compile(r"(?:selon|d[’']après|according to)(?!\w)", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"\s*(?:[.!?…]|$|\n)")
_PLURAL_SOURCES = re.compile(
    r"(?:(?:des|les|ces|plusieurs|deux|trois|quatre|several|multiple|two|three|four|the)"
    r"\s+)?(?:[\w’'-]+\s+){0,2}(?:sources|responsables|officials)\b",
    re.IGNORECASE,
)
_ONE_SOURCE = re.compile(
    r"(?:une?|a|an|one)\s+(?:[\w’'-]+\s+){0,3}"
    r"(?:source|responsable|official|diplomate|diplomat)\b",
    re.IGNORECASE,
)


def attribution(statement: Statement) -> Iterator[Found]:
    """Yield A002, A004, S002 and P001."""
    yield from _cut_off(statement)
    yield from _orphan(statement)
    yield from _late(statement)
    yield from _sources(statement)


def _cut_off(statement: Statement) -> Iterator[Found]:
    """A002: “a-t-il déclaré à l’AFP. Mark Cancian, du Centre…”, the mention elsewhere."""
    text = statement.text
    for cue in statement.cues:
        limit = paragraph_of(text, cue)[1]
        tail = _REST_OF_CLAUSE.match(text, cue[1], limit)
        if tail is None or is_abbreviated(text, text.rindex(".", *tail.span())):
            continue
        name = _name_alone(statement, tail.end(), limit)
        clause = (cue[0], tail.end())
        if name is None or _has_subject(statement, clause, name):
            continue
        yield Found(
            "A002",
            "high",
            spelled(name),
            {"cue": words_at(text, cue), "name": words_at(text, name)},
        )


def _name_alone(statement: Statement, at: int, limit: int) -> Place | None:
    """Return the name that a sentence without a verb consists of, or None."""
    text = statement.text
    end = name_end(text, at)
    if end is None:
        known = tuple(name for other in statement.others for name in other.names)
        place = next(named_at(text, known, (at, min(limit, at + 120))), None)
        if place is None or place[0] != at:
            return None
        end = place[1]
    rest = text[end : sentence_end(text, end, min(limit, end + 280))]
    apposition = _APPOSITION.match(rest)
    if apposition is None or not rest.strip():
        return None
    words = re.findall(r"[\w-]+", apposition.group(1) or "")
    if words and (
        words[0][0].isupper() or words[0] in _NO_APPOSITION or _VERBS & set(words)
    ):
        return None
    return (at, end)


def _has_subject(statement: Statement, clause: Place, name: Place) -> bool:
    """Tell whether the record has the name, or the clause a subject that is no pronoun."""
    text = statement.text
    own = with_surnames(statement.own_names(), is_person=True)
    if is_named(text, own, name):
        return True
    before = (max(0, clause[0] - 3), clause[1])
    return any(
        meet(mention, name)
        or (meet(mention, before) and not is_pronoun(text[slice(*mention)]))
        for mention in statement.mentions()
    )


def _orphan(statement: Statement) -> Iterator[Found]:
    """A004: “. , selon le Pentagone”, or “Selon le Pentagone.” as a sentence alone."""
    text = statement.text
    if not statement.contents:
        return
    last = max(end for _start, end in statement.contents)
    for cue in statement.cues:
        parts = [cue, *(each for each in statement.mentions() if _beside(each, cue))]
        start, end = min(part[0] for part in parts), max(part[1] for part in parts)
        if start < last:
            continue
        before = text[max(last - 1, start - 12, 0) : start]
        is_alone = (
            len(parts) > 1
            and _SAYS_WHOSE.match(text, start) is not None
            and _STARTS_SENTENCE.search(before) is not None
            and _ENDS_SENTENCE.match(text, end) is not None
        )
        if is_alone or _ORPHAN.search(before):
            yield Found(
                "A004",
                "low",
                spelled((start, end)),
                {"words": words_at(text, (start, end))},
            )


def _beside(one: Place, other: Place) -> bool:
    return one[0] <= other[1] + 3 and other[0] <= one[1] + 3


def _late(statement: Statement) -> Iterator[Found]:
    """S002: a long quotation that says only after its end who speaks."""
    text = statement.text
    said_by = [*statement.cues, *statement.mentions()]
    if statement.kind not in (DIRECT, MIXED) or not said_by or not statement.contents:
        return
    last = max(end for _start, end in statement.contents)
    count = sum(len(text[slice(*place)].split()) for place in statement.contents)
    if count > LONG and min(start for start, _end in said_by) >= last:
        yield Found(
            "S002",
            "low",
            "",
            {"count": str(count), "words": words_at(text, min(said_by))},
        )


def _sources(statement: Statement) -> Iterator[Found]:
    """P001: “des sources”, where the chain of sources ends in one."""
    if _ONE_SOURCE.match(statement.root.strip()) is None:
        return
    for mention in statement.mentions():
        words = statement.text[mention[0] : min(mention[1], mention[0] + 200)]
        if _PLURAL_SOURCES.match(words):
            yield Found(
                "P001",
                "low",
                spelled(mention),
                {
                    "mention": words_at(statement.text, mention),
                    "source": statement.root.strip(),
                },
            )
