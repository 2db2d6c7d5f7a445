"""Where a French sentence reports speech: verbs with their auxiliaries and clitics."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.french import words as w
from quotes.extraction.french.conjugation import Form
from quotes.extraction.french.endings import is_adverb
from quotes.extraction.french.verb_groups import (
    Read,
    Voice,
    compound,
    gerund,
    infinitive,
    simple,
)
from quotes.extraction.french.verbs import Verb, lexicon
from quotes.extraction.tokens import Sort, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group that reports: items[first:last], with what was found in it."""

    verb: Verb
    first: int
    last: int
    voice: Voice
    #: Where the subject stands behind the verb as -il, -t-elle; -1 where it does not.
    clitic: int = -1
    #: The place of the verb itself.
    head: int = -1


def cues(items: Sequence[Token]) -> list[Cue]:
    """Return the reporting verbs of a sentence in order, each with its group."""
    known = lexicon()
    found: list[Cue] = []
    for at, item in enumerate(items):
        if item.sort is Sort.WORD and item.lower in known and item.lower not in w.NEVER:
            cue = _cue(items, at, known[item.lower]) or _sharing(
                items, at, known[item.lower], found
            )
            if cue and not (found and found[-1].last > cue.first):
                found.append(cue)
    return found


def _cue(
    items: Sequence[Token], at: int, uses: tuple[tuple[Verb, Form], ...]
) -> Cue | None:
    forms = {form for _verb, form in uses}
    for wanted, reader in (
        (Form.DONE, compound),
        (Form.PRESENT, simple),
        (Form.PAST, simple),
        (Form.LATER, simple),
        (Form.DOING, gerund),
        (Form.INFINITIVE, infinitive),
    ):
        if wanted in forms:
            read = reader(items, at)
            if read and (verb := _verb(items, at, read, uses, wanted)):
                first, last, voice, clitic, _reflexive = read
                last = max(last, at + 1 + _tail_length(items, at, verb))
                return Cue(verb, first, last, voice, clitic, at)
    return None


def _sharing(
    items: Sequence[Token],
    at: int,
    uses: tuple[tuple[Verb, Form], ...],
    found: list[Cue],
) -> Cue | None:
    """Read “a condamné … et estimé que …”: a participle with the auxiliary before it."""
    verb = next(
        (each for each, form in uses if form is Form.DONE and not each.tail), None
    )
    if verb is None or verb.pronominal or not found:
        return None
    place = at - 1
    while place > 0 and is_adverb(items[place].lower):
        place -= 1
    last = found[-1]
    if (
        items[place].lower not in ("et", "puis", "mais")
        or last.voice is not Voice.FINITE
        or last.first == last.head
        or items[last.first].lower not in w.HAVE | w.CLITICS
    ):
        return None
    return Cue(verb, at, at + 1, Voice.FINITE, -1, at)


def _verb(
    items: Sequence[Token],
    at: int,
    read: Read,
    uses: tuple[tuple[Verb, Form], ...],
    form: Form,
) -> Verb | None:
    """Return which verb it is: the one whose small words are there."""
    choices = [verb for verb, use in uses if use is form]
    for verb in choices:
        if verb.tail and _tail_length(items, at, verb):
            return verb
    for verb in choices:
        if not verb.tail and verb.pronominal == read[4]:
            return verb
    return None


def _tail_length(items: Sequence[Token], at: int, verb: Verb) -> int:
    """Return how far after the verb its small words end, 0 if they are not there."""
    if not verb.tail:
        return 0
    for gap in range(4):
        start = at + 1 + gap
        if (
            tuple(each.lower for each in items[start : start + len(verb.tail)])
            == verb.tail
        ):
            return gap + len(verb.tail)
        if start >= len(items) or not (
            is_adverb(items[start].lower) or items[start].lower in ("dimanche", "soir")
        ):
            return 0
    return 0
