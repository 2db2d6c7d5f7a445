"""Names in a sentence: runs of words with capital letters, cut from the titles before them.

A run is a person's, a body's or a place's by its own words; the register (register.py)
settles those that its own words leave open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.french import words as french
from quotes.extraction.resolving.firstnames import is_first_name
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.kinds import collectives, kind_of
from quotes.extraction.resolving.no_names import NO_NAMES, SUFFIXES
from quotes.extraction.resolving.places import is_place
from quotes.extraction.resolving.roles import BODIES, CIVILITIES, ROLES
from quotes.extraction.tokens import Sort, Token

_BEFORE_NAMES = word_set("le la les l' du des au aux un une ce cet cette the a an")
_PARTICLES = word_set(
    "de du d' des van von der den el al ben bin da di dos del della ter ten la le les"
)
_IN_BODIES = word_set("of de du des d' on for and et & l' la les the")
#: No name has more words and signs.
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Run:
    """A name in a sentence.

    first and last are the items of the name itself, last exclusive; opening is the first
    item of the run with the titles in it. kind is "person", "body", "place" or "".
    gender is what a civility tells. doubtful: a lone word that may be none; determined:
    an article stands before it; possessed: 's stands behind.
    """

    first: int
    last: int
    opening: int
    start: int
    end: int
    words: tuple[str, ...]
    kind: str
    gender: str = ""
    doubtful: bool = False
    quoted: bool = False
    determined: bool = False
    possessed: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is one word at the start of a sentence, with a capital in any case."""
        lone = self.first == 0 and len(self.words) == 1 and not self.possessed
        return lone and self.kind == "" and not self.words[0].isupper()

    @property
    def folded(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(fold(each) for each in self.words)


def names_in(
    items: Sequence[Token], common: frozenset[str], *, quoted: bool = False
) -> list[Run]:
    """Return the names among the items of a sentence, in their order.

    common holds the words that the text prints with a small letter too.
    """
    found = []
    at = 0
    while at < len(items):
        if not (items[at].text[0].isupper() and is_capital(items, at)):
            at += 1
            continue
        end = _run_end(items, at)
        found += _cut(items, at, end, common, quoted)
        at = end
    return found


def is_capital(items: Sequence[Token], at: int) -> bool:
    """Tell whether an item is a word of a name by its letters."""
    item = items[at]
    if item.sort is not Sort.WORD or not item.capital:
        return False
    if item.lower.endswith("-based"):
        return False
    if item.lower in NO_NAMES:
        # “Jean-Marie Le Pen”, “Nick De Santis”: not at the start of a sentence.
        inside = at > 0 and items[at - 1].capital and item.lower in _PARTICLES
        return inside or (item.text.isupper() and len(item.text) > 2)
    return True


def _run_end(items: Sequence[Token], start: int) -> int:
    end = start + 1
    while end < len(items) and end - start < _LONGEST:
        step = _step(items, start, end)
        if not step:
            break
        end += step
    return end


def _step(items: Sequence[Token], start: int, end: int) -> int:
    """Return how many items of those at end the run takes in, 0 for none."""
    item, before = items[end], items[end - 1]
    if item.start - before.end > 1:
        return 0
    if is_capital(items, end):
        return 1
    following = items[end + 1] if end + 1 < len(items) else None
    if following is None or not following.capital or following.start - item.end > 1:
        return 0
    if item.text == "." and item.start == before.end and _is_short(before):
        return 1
    if item.text == "&" or (item.lower in _PARTICLES and _may_link(items, start, end)):
        return 1 if is_capital(items, end + 1) else 0
    of_body = any(fold(each.text) in BODIES for each in items[start:end])
    if of_body and item.lower in _IN_BODIES and item.lower not in ("et", "and"):
        return 1 if is_capital(items, end + 1) else 0
    return 0


def _is_short(item: Token) -> bool:
    short = len(item.text) == 1 and item.capital
    return short or item.lower in CIVILITIES or item.lower == "st"


def _may_link(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a small word can go on with a person's name: “Kito de Pavant”."""
    before = items[start - 1].lower if start else ""
    if items[end].lower not in ("de", "du", "d'", "des", "la", "le"):
        return True
    named = is_first_name(items[end - 1].text) or items[end - 1].lower in _PARTICLES
    return named or (end - start == 1 and before not in _BEFORE_NAMES and start > 0)


def _cut(
    items: Sequence[Token], start: int, end: int, common: frozenset[str], quoted: bool
) -> list[Run]:
    """Return the names of a run, without the titles in front of them."""
    gender, first = _past_titles(items, start, end)
    if first >= end:
        return []
    before = items[start - 1].lower if start else ""
    first = _past_prefix(items, first, end, start, before)
    # A surname that is a verb or noun too is settled by the register.
    doubtful = first + 1 == end and items[first].lower in common and gender is None
    runs = []
    if first > start and start < first and not _is_title(items, start, first):
        runs += _made(items, start, first, start, None, quoted, before, doubtful=False)
    runs += _made(items, first, end, start, gender, quoted, before, doubtful=doubtful)
    return runs


def _made(
    items: Sequence[Token],
    first: int,
    last: int,
    opening: int,
    gender: str | None,
    quoted: bool,
    before: str,
    *,
    doubtful: bool,
) -> list[Run]:
    while last - first > 1 and items[last - 1].lower in SUFFIXES:
        last -= 1
    words = tuple(each.text for each in items[first:last] if each.sort is Sort.WORD)
    if not words:
        return []
    following = items[last].lower if last < len(items) else ""
    determined = first == opening and before in _BEFORE_NAMES
    tongue = ("en" if before in ("the", "a", "an") else "fr") if determined else ""
    kind = "person" if gender is not None else kind_of(words, tongue)
    if kind == "title":
        if len(words) > 1:
            return []
        # “Dean”, “King”: a surname where the register knows one.
        kind, doubtful = "", True
    start, end = items[first].start, items[last - 1].end
    possessed = following in ("'s", "’s", "'")
    return [
        Run(
            *(first, last, opening, start, end, words, kind),
            gender=gender or "",
            doubtful=doubtful,
            quoted=quoted,
            determined=determined,
            possessed=possessed,
        )
    ]


def _past_titles(
    items: Sequence[Token], start: int, end: int
) -> tuple[str | None, int]:
    """Return the gender that a civility tells (None without one) and where the name begins."""
    gender: str | None = None
    first = start
    for at in range(start, end):
        word = items[at].lower
        # “Steven M. Roth”: an initial inside a name is no “monsieur”.
        initial = len(word) == 1 and at > start and items[at - 1].text != "."
        if word in CIVILITIES and not initial and (len(word) > 1 or _stops(items, at)):
            gender = gender or CIVILITIES[word]
            first = at + 2 if _stops(items, at) else at + 1
        elif fold(word) in ROLES and at + 1 < end and not _is_inner(items, start, at):
            if fold(items[end - 1].text) in BODIES:
                break
            gender = gender or ""
            first = at + 1
    return gender, first


def _stops(items: Sequence[Token], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].text == "."


def _is_inner(items: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether a word that could be a title is part of a name: “Stephen King”."""
    follows = is_first_name(items[at + 1].text) if at + 1 < len(items) else False
    return not follows and any(is_first_name(each.text) for each in items[start:at])


def _past_prefix(
    items: Sequence[Token], first: int, end: int, start: int, before: str
) -> int:
    """Return where a person's name begins after other names: “l'Otan Mark Rutte”."""
    for at in range(first + 1, end - 1):
        if items[at].sort is not Sort.WORD or not is_first_name(items[at].text):
            continue
        ahead = items[first:at]
        of_body = any(fold(each.text) in BODIES for each in ahead)
        if any(is_first_name(each.text) for each in ahead) and not of_body:
            return first
        if len(items[at].text) < 3:
            return first
        if fold(items[end - 1].text) in BODIES or ahead[-1].text == ".":
            return first
        governed = before in french.PREPOSITIONS | _BEFORE_NAMES and start == first
        if governed or all(_is_prefix(each.text) for each in ahead):
            return at
        return first
    return first


def _is_prefix(word: str) -> bool:
    folded = fold(word)
    return (
        folded in collectives()
        or folded in BODIES
        or folded in ROLES
        or is_place(word)
        or (word.isupper() and len(word) > 1)
    )


def _is_title(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the words before a name are its title, and no name of their own."""
    words = [fold(each.text) for each in items[start:end] if each.sort is Sort.WORD]
    return any(
        each in ROLES or each in CIVILITIES or each in collectives() for each in words
    )
