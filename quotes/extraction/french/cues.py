"""Where a French sentence reports speech: verbs with their auxiliaries and clitics."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quotes.extraction.french import words as w
from quotes.extraction.french.conjugation import Form
from quotes.extraction.french.verbs import Verb, lexicon
from quotes.extraction.tokens import Sort, Token


class Voice(Enum):
    """What the verb group is in its clause."""

    FINITE = auto()
    GERUND = auto()
    INFINITIVE = auto()
    PASSIVE = auto()


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
        (Form.DONE, _compound),
        (Form.PRESENT, _simple),
        (Form.PAST, _simple),
        (Form.LATER, _simple),
        (Form.DOING, _gerund),
        (Form.INFINITIVE, _infinitive),
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
    while place > 0 and w.is_adverb(items[place].lower):
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


#: first, last, voice, clitic, reflexive.
_Read = tuple[int, int, Voice, int, bool]


def _verb(
    items: Sequence[Token],
    at: int,
    read: _Read,
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
            w.is_adverb(items[start].lower)
            or items[start].lower in ("dimanche", "soir")
        ):
            return 0
    return 0


def _simple(items: Sequence[Token], at: int) -> _Read | None:
    """Annonce, indiquait, dit-il."""
    before = _lower(items, at - 1)
    clitic = at + 1 if _is_clitic_subject(items, at + 1) else -1
    if clitic < 0 and not _can_be_verb(items, at):
        return None
    if items[clitic].lower in w.FIRST_PERSONS if clitic >= 0 else False:
        return None
    first, reflexive, negated = _clitics(items, at)
    if negated or (before in w.FIRST_PERSONS and clitic < 0):
        return None
    if _lower(items, first - 1) in w.FIRST_PERSONS:
        return None
    return first, (clitic if clitic >= 0 else at) + 1, Voice.FINITE, clitic, reflexive


def _can_be_verb(items: Sequence[Token], at: int) -> bool:
    before = _lower(items, at - 1)
    word = items[at].lower
    if before in w.NOUN_MARKERS and before not in ("la", "les", "le", "en"):
        return False
    if before == "en" and word in w.AMBIGUOUS:
        return False
    if word in ("critique", "critiques", "juge", "note", "notes") and _lower(
        items, at + 1
    ) in ("de", "du", "d'", "des", ".", ","):
        return False
    if before in ("la", "les", "le") and _lower(items, at - 2) == "comme":
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
            _lower(items, first - 2) == "comme"
            or _subject_like(items, first - 2)
            or _lower(items, first - 2) in w.CLITICS
        ):
            break
        if word in ("nous", "vous"):
            break
        reflexive = reflexive or word in w.REFLEXIVE
        negated = negated or word in w.NEGATIONS
        first -= 1
    return first, reflexive, negated


def _compound(items: Sequence[Token], at: int) -> _Read | None:
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
        elif not (w.is_adverb(word) or word in ("tout", "en", "y", "tous", "lui")):
            return _reduced(items, at)
        place, passed = place - 1, passed + 1
    if place < 0 or passed >= _NEAR:
        return _reduced(items, at)
    if clitic >= 0 and items[clitic].lower in w.FIRST_PERSONS:
        return None
    first, reflexive, negated = _clitics(items, place)
    if negated or _lower(items, first - 1) in w.FIRST_PERSONS:
        return None
    is_be = items[place].lower in w.BE
    voice = Voice.PASSIVE if passive or (is_be and not reflexive) else Voice.FINITE
    return first, at + 1, voice, clitic, reflexive and is_be


def _reduced(items: Sequence[Token], at: int) -> _Read | None:
    """“… attaques, revendiquées par X”: only with its agent."""
    if _lower(items, at + 1) == "par" and _lower(items, at - 1) not in w.PREPOSITIONS:
        return at, at + 1, Voice.PASSIVE, -1, False
    return None


def _gerund(items: Sequence[Token], at: int) -> _Read | None:
    """En affirmant, affirmant, tout en ajoutant."""
    before = _lower(items, at - 1)
    if before in w.NOUN_MARKERS - {"en"} or before in w.ELIDED:
        return None
    first, reflexive, negated = _clitics(items, at)
    return None if negated else (first, at + 1, Voice.GERUND, -1, reflexive)


def _infinitive(items: Sequence[Token], at: int) -> _Read | None:
    """Pour dénoncer, avant de poursuivre, vient d'annoncer; never doit annoncer."""
    first, reflexive, negated = _clitics(items, at)
    place = first - 1
    if negated or place < 0:
        return None
    before = items[place].lower
    if before in ("de", "d'", "à"):
        place -= 1
        while place > 0 and w.is_adverb(items[place].lower):
            place -= 1
        word = _lower(items, place)
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
        or w.is_adverb(items[place - 1].lower)
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


def _lower(items: Sequence[Token], at: int) -> str:
    return items[at].lower if 0 <= at < len(items) else ""
