"""The verb group around a French verb form: auxiliaries, clitics, what it is in its clause."""

from collections.abc import Sequence
from enum import Enum, auto

from quotes.extraction.french import words as w
from quotes.extraction.french.endings import is_adverb
from quotes.extraction.french.shapes import lower
from quotes.extraction.tokens import Token


class Voice(Enum):
    """What the verb group is in its clause."""

    FINITE = auto()
    GERUND = auto()
    INFINITIVE = auto()
    PASSIVE = auto()


#: first, last, voice, clitic, reflexive.
Read = tuple[int, int, Voice, int, bool]
#: “a, pour sa part, ajouté”, “a à son tour dit”.
_ASIDE = frozenset(
    [
        ",",
        "de",
        "pour",
        "par",
        "sa",
        "son",
        "leur",
        "part",
        "côté",
        "tour",
        "fois",
        "à",
        "suite",
    ]
)
#: As far as an auxiliary or its adverbs are looked for.
_NEAR = 7


def simple(items: Sequence[Token], at: int) -> Read | None:
    """Annonce, indiquait, dit-il."""
    before = lower(items, at - 1)
    clitic = at + 1 if _is_clitic_subject(items, at + 1) else -1
    if clitic < 0 and not _can_be_verb(items, at):
        return None
    if items[clitic].lower in w.FIRST_PERSONS if clitic >= 0 else False:
        return None
    first, reflexive, negated = _clitics(items, at)
    if negated or (before in w.FIRST_PERSONS and clitic < 0):
        return None
    if lower(items, first - 1) in w.FIRST_PERSONS:
        return None
    return first, (clitic if clitic >= 0 else at) + 1, Voice.FINITE, clitic, reflexive


def _can_be_verb(items: Sequence[Token], at: int) -> bool:
    before = lower(items, at - 1)
    word = items[at].lower
    if before in w.NOUN_MARKERS and before not in ("la", "les", "le", "en"):
        return False
    if before == "en" and word in w.AMBIGUOUS and not word.startswith("appel"):
        return False
    if word in ("critique", "critiques", "juge", "note", "notes") and lower(
        items, at + 1
    ) in ("de", "du", "d'", "des", ".", ","):
        return False
    if before in ("la", "les", "le") and lower(items, at - 2) == "comme":
        return True
    if before in ("la", "les", "le") and not _subject_like(items, at - 2):
        return False
    if before in w.ELIDED and word in w.AMBIGUOUS:
        return False
    return not (at == 0 and word in w.AMBIGUOUS)


def _subject_like(items: Sequence[Token], at: int) -> bool:
    """Tell whether a word can stand in front of an object pronoun: “Morano l'appelle”."""
    if at < 0:
        return False
    item = items[at]
    return item.lower in w.SUBJECTS or (item.capital and at > 0)


def _clitics(items: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Return where the clitics before a verb begin, if one is se, if one is ne."""
    first, reflexive, negated = at, False, False
    while first > 0 and items[first - 1].lower in w.CLITICS:
        word = items[first - 1].lower
        if word in ("la", "les", "le", "l'", "nous", "vous", "leur") and not (
            lower(items, first - 2) == "comme"
            or _subject_like(items, first - 2)
            or lower(items, first - 2) in w.CLITICS
        ):
            break
        if word in ("nous", "vous"):
            break
        reflexive = reflexive or word in w.REFLEXIVE
        negated = negated or word in w.NEGATIONS
        first -= 1
    return first, reflexive, negated


def compound(items: Sequence[Token], at: int) -> Read | None:
    """A déclaré, a-t-il cependant promis, s'est dit, a été revendiqué."""
    clitic, place, passed = -1, at - 1, 0
    passive = False
    while place >= 0 and passed < _NEAR:
        word = items[place].lower
        if word in w.HAVE or word in w.BE:
            break
        if word == "été":
            passive = True
        elif _is_clitic_subject(items, place):
            clitic = place
        elif word in _ASIDE and (
            passed or word in ("part", "côté", "tour", "suite", ",")
        ):
            pass
        elif not (is_adverb(word) or word in ("tout", "en", "y", "tous", "lui")):
            return _reduced(items, at)
        place, passed = place - 1, passed + 1
    if place < 0 or passed >= _NEAR:
        return _reduced(items, at)
    if clitic >= 0 and items[clitic].lower in w.FIRST_PERSONS:
        return None
    first, reflexive, negated = _clitics(items, place)
    if negated or lower(items, first - 1) in w.FIRST_PERSONS:
        return None
    is_be = items[place].lower in w.BE
    voice = Voice.PASSIVE if passive or (is_be and not reflexive) else Voice.FINITE
    return first, at + 1, voice, clitic, reflexive and is_be


def _reduced(items: Sequence[Token], at: int) -> Read | None:
    """“… attaques, revendiquées par X”: only with its agent."""
    if lower(items, at + 1) == "par" and lower(items, at - 1) not in w.PREPOSITIONS:
        return at, at + 1, Voice.PASSIVE, -1, False
    return None


def gerund(items: Sequence[Token], at: int) -> Read | None:
    """En affirmant, affirmant, tout en ajoutant."""
    before = lower(items, at - 1)
    if before in w.NOUN_MARKERS - {"en"} or before in w.ELIDED:
        return None
    first, reflexive, negated = _clitics(items, at)
    return None if negated else (first, at + 1, Voice.GERUND, -1, reflexive)


def infinitive(items: Sequence[Token], at: int) -> Read | None:
    """Pour dénoncer, avant de poursuivre, vient d'annoncer; never doit annoncer."""
    first, reflexive, negated = _clitics(items, at)
    place = first - 1
    if negated or place < 0:
        return None
    before = items[place].lower
    if before in ("de", "d'", "à"):
        place -= 1
        while place > 0 and is_adverb(items[place].lower):
            place -= 1
        word = lower(items, place)
        if word in w.LIGHT or _is_clitic_subject(items, place):
            start = _light_start(items, place)
            return start, at + 1, Voice.FINITE, _inverted(items, place), reflexive
        if word in ("avant", "afin") and before != "à":
            return first, at + 1, Voice.INFINITIVE, -1, reflexive
        return None
    if before == "pour":
        return first, at + 1, Voice.INFINITIVE, -1, reflexive
    if before in ("voulu", "souhaité", "veut", "tenu", "osé", "ose", "préfère"):
        start = _light_start(items, place)
        return start, at + 1, Voice.FINITE, -1, reflexive
    return None


def _light_start(items: Sequence[Token], place: int) -> int:
    while place > 0 and (
        items[place - 1].lower in w.HAVE
        or items[place - 1].lower in w.CLITICS
        or is_adverb(items[place - 1].lower)
        or items[place - 1].lower in w.LIGHT
        or _is_clitic_subject(items, place)
    ):
        place -= 1
    return place


def _inverted(items: Sequence[Token], place: int) -> int:
    return place if _is_clitic_subject(items, place) else -1


def _is_clitic_subject(items: Sequence[Token], at: int) -> bool:
    return (
        0 <= at < len(items)
        and items[at].text.startswith("-")
        and len(items[at].text) > 2
    )
