"""Where an English sentence reports speech: verbs with their auxiliaries."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quotes.extraction.english import words as w
from quotes.extraction.english.inflection import Form
from quotes.extraction.english.verbs import Verb, lexicon
from quotes.extraction.tokens import Sort, Token


class Voice(Enum):
    """What the verb group is in its clause."""

    FINITE = auto()
    GERUND = auto()
    INFINITIVE = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group that reports: items[first:last]; head is the verb itself."""

    verb: Verb
    first: int
    last: int
    voice: Voice
    head: int


def cues(items: Sequence[Token]) -> list[Cue]:
    """Return the reporting verbs of a sentence in order, each with its group."""
    known = lexicon()
    found: list[Cue] = []
    for at, item in enumerate(items):
        if item.sort is Sort.WORD and item.lower in known:
            cue = _cue(items, at, known[item.lower])
            if cue:
                found.append(cue)
    return found


def _lower(items: Sequence[Token], at: int) -> str:
    return items[at].lower if 0 <= at < len(items) else ""


def _cue(
    items: Sequence[Token], at: int, uses: tuple[tuple[Verb, Form], ...]
) -> Cue | None:
    if (
        items[at].capital
        and at
        and (items[at].lower in w.AMBIGUOUS or not _in_capitals(items))
    ):
        return None
    if items[at].lower in _AGENTS and at and items[at - 1].sort is Sort.WORD:
        # “refugee advocates say”: those who do it, not that they do it
        before = items[at - 1]
        if not before.capital and before.lower not in w.PRONOUNS | w.RELATIVES:
            return None
    if at and items[at - 1].sort is Sort.NUMBER and items[at].lower in w.AMBIGUOUS:
        return None
    forms = {form for _verb, form in uses}
    verb = uses[0][0]
    read = None
    if forms & {Form.PAST, Form.DONE}:
        read = _past(items, at, forms)
    elif Form.DOING in forms:
        read = _gerund(items, at)
    elif Form.PRESENT in forms:
        read = _present(items, at)
    if read is None and Form.BASE in forms:
        read = _base(items, at)
    if read is None:
        return None
    last = (
        at + 2 if verb.lemma in _WITH_OUT and _lower(items, at + 1) == "out" else at + 1
    )
    return Cue(verb, read[0], last, read[1], at)


#: Forms that name people as often.
_AGENTS = frozenset(("advocates", "critics", "experts"))
#: Verbs that out may follow: “pointed out that”.
_WITH_OUT = frozenset(("point", "tweet", "find", "send", "lay", "spell"))


def _in_capitals(items: Sequence[Token]) -> bool:
    """Tell whether a sentence is a headline with a capital for each word."""
    words = [each for each in items if each.sort is Sort.WORD and len(each.text) > 3]
    return len(words) > 2 and sum(each.capital for each in words) * 3 >= 2 * len(words)


_Read = tuple[int, Voice]


def _back(items: Sequence[Token], at: int) -> int:
    """Return the place before a verb, over its adverbs."""
    place = at - 1
    while (
        place >= 0
        and w.is_adverb(items[place].lower, items[place].capital)
        and items[place].lower not in w.NEGATIONS
    ):
        place -= 1
    return place


def _past(items: Sequence[Token], at: int, forms: set[Form]) -> _Read | None:
    place = _back(items, at)
    before = _lower(items, place)
    if before in w.NEGATIONS:
        return None
    if before in w.HAVE or before.endswith(("'ve", "'d")):
        if before == "having":
            return place, Voice.GERUND
        first = place
        if _lower(items, _back(items, place)) in w.MODALS:
            return None
        return first, Voice.FINITE
    if (
        before in w.BE
        or before in ("been", "being", "get", "got")
        or (before.endswith(("'s", "'re")) and before not in ("'s",))
    ):
        return None
    if before in ("'s",):
        return None
    if before in w.NOUN_MARKERS or before in ("as", "than"):
        return None
    if Form.PAST not in forms:
        return None
    return at, Voice.FINITE


def _present(items: Sequence[Token], at: int) -> _Read | None:
    place = _back(items, at)
    before = _lower(items, place)
    word = items[at].lower
    if before in w.NOUN_MARKERS or (before in w.DETERMINERS and before != "that"):
        return None
    if word in w.AMBIGUOUS and (
        at == 0 or before in w.PREPOSITIONS | w.COORDINATING | {"", "that"}
    ):
        return None
    if word in w.AMBIGUOUS and not (
        items[place].capital or before in w.PRONOUNS or _brings(items, at + 1)
    ):
        return None
    return at, Voice.FINITE


def _brings(items: Sequence[Token], at: int) -> bool:
    after = items[at] if at < len(items) else None
    return after is not None and (
        after.lower in ("that", "how", "why", "whether", "he", "she", "they", ":", ",")
        or after.sort is Sort.QUOTE
    )


def _base(items: Sequence[Token], at: int) -> _Read | None:
    place = _back(items, at)
    before, word = _lower(items, place), items[at].lower
    if before == "to":
        return _light(items, place)
    if before in ("did", "do", "does"):
        return place, Voice.FINITE
    if before in w.MODALS or before in w.NEGATIONS or before in w.AUXILIARIES:
        return None
    if before in w.NOUN_MARKERS or before in w.PREPOSITIONS or place < 0:
        return None
    if before in ("he", "she", "it") or before in w.FIRST_PERSONS:
        return None
    if (
        word in w.AMBIGUOUS
        and not (before in ("they", "who") or _brings(items, at + 1))
        and word not in ("say", "tell", "think")
    ):
        return None
    plural = (
        before in _PLURALS
        or before.endswith("s")
        or items[place].sort in (Sort.SIGN, Sort.QUOTE)
    )
    return (at, Voice.FINITE) if plural or word == "say" else None


def _light(items: Sequence[Token], to: int) -> _Read | None:
    """Return the group of an infinitive that states all the same: “went on to say”."""
    ahead = _back(items, to)
    if _lower(items, ahead) not in w.LIGHT:
        return None
    first = ahead
    while first > 0 and items[first - 1].lower in w.LIGHT | w.HAVE:
        first -= 1
    return first, Voice.FINITE


#: Plural subjects that do not end in s.
_PLURALS = frozenset(
    ["they", "who", "some", "many", "others", "people", "police", "most", "critics"]
)


def _gerund(items: Sequence[Token], at: int) -> _Read | None:
    place = _back(items, at)
    before = _lower(items, place)
    if before in w.BE or (before.endswith(("'s", "'re", "'m")) and before != "'s"):
        if _lower(items, _back(items, place)) in w.FIRST_PERSONS or before.startswith(
            ("i'", "we'", "you'")
        ):
            return None
        return place, Voice.FINITE
    if before in w.DETERMINERS or before in (
        "of",
        "for",
        "about",
        "in",
        "from",
        "on",
        "with",
        "without",
        "not",
    ):
        return (at, Voice.GERUND) if before in ("by",) else None
    return at, Voice.GERUND
