"""What a mention is made of: names, a pronoun, a title or another description."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.heads import named_heads
from quotes.extraction.resolving.offices import Title, title_in
from quotes.extraction.resolving.pronoun_words import latter_at, pronoun_of
from quotes.extraction.resolving.register import Named
from quotes.extraction.resolving.roles import (
    BODIES,
    GROUPS,
    NOT_NOW,
    role_of,
)
from quotes.extraction.tokens import Sort, Token


class Form(Enum):
    """The form of a mention."""

    NAMES = auto()
    PRONOUN = auto()
    LATTER = auto()
    RELATIVE = auto()
    TITLE = auto()
    BODY = auto()
    DESCRIPTION = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """A mention's form with what that needs.

    named: its names. gender: "m", "f" or "". plural: several are meant. thing: not a
    person (“it”). title: of a definite one. phrase: the words that describe, as items.
    bare: a title or noun with nothing that narrows it.
    """

    form: Form
    named: tuple[Named, ...] = ()
    gender: str = ""
    plural: bool = False
    thing: bool = False
    title: Title | None = None
    phrase: tuple[Token, ...] = ()
    bare: bool = False
    head: str = ""
    #: “lui”, “eux”: a person, never a thing.
    stressed: bool = False
    definite: bool = False


_RELATIVES = word_set("qui who which that lequel laquelle")
_CUTS = frozenset((",", "(", "–", "—", ";", ":", "[", "--"))
_ARTICLES = word_set("le la les l' un une des du the a an ce cet cette ces")
_DEFINITE = word_set("le la l' ce cet cette the this that")
_ARTICLE_GENDERS = {
    **dict.fromkeys(("le", "un", "ce", "cet"), "m"),
    **dict.fromkeys(("la", "une", "cette"), "f"),
}
#: Adjectives that stand in front of their noun in French.
_BEFORE = NOT_NOW | word_set(
    "nouveau nouvelle nouveaux nouvelles premier premiere grand grande grands grandes haut"
    " haute jeune jeunes vieux vieille petit petite bon bonne autre autres principal"
    " principale principaux meilleur meilleure actuel actuelle simple seul seule differents"
    " differentes"
)


def shape_of(items: Sequence[Token], named: Sequence[Named], language: str) -> Shape:
    """Return what a mention is; items are its own, named its names in their order."""
    if len(items) == 1 and (pronoun := pronoun_of(items[0].lower)):
        gender, plural, thing = pronoun
        stressed = items[0].lower in ("lui", "eux")
        return Shape(
            Form.PRONOUN, gender=gender, plural=plural, thing=thing, stressed=stressed
        )
    latter = latter_at(items, 0)
    if latter and latter[2] == len(items):
        return Shape(Form.LATTER, gender=latter[0], plural=latter[1])
    if len(items) == 1 and items[0].lower in _RELATIVES:
        return Shape(Form.RELATIVE)
    head = _head_part(items, language)
    found = named_heads(items, head, named, language)
    if found:
        return Shape(Form.NAMES, named=found, phrase=tuple(items[:head]))
    return _described(items, head, language)


def _head_part(items: Sequence[Token], language: str) -> int:
    """Return where the part of a mention that has its head ends."""
    stops = french.RELATIVES if language == "fr" else english.RELATIVES
    for at, item in enumerate(items):
        if at and item.text == "," and _goes_on(items, at, language):
            continue
        if at and (item.text in _CUTS or item.lower in stops):
            return at
    return len(items)


def _goes_on(items: Sequence[Token], comma: int, language: str) -> bool:
    """Tell whether a comma is within one description: “the lanky, bespectacled man”."""
    if comma + 1 >= len(items) or any(each.capital for each in items[1:comma]):
        return False
    following = items[comma + 1]
    tied = (
        french.DETERMINERS | french.PREPOSITIONS
        if language == "fr"
        else (english.DETERMINERS | english.PREPOSITIONS)
    )
    return (
        following.sort is Sort.WORD
        and not following.capital
        and (
            following.lower not in tied and title_in(items, 0, comma, language) is None
        )
    )


def _described(items: Sequence[Token], head: int, language: str) -> Shape:
    """Return the shape of a mention without a name at its head."""
    part = tuple(items[:head])
    phrase = without_article(part)
    first = items[0].lower if items else ""
    title = title_in(part, 0, len(part), language)
    definite = first in _DEFINITE
    if title and definite and not title.plural and not _is_group(phrase):
        return Shape(
            Form.TITLE,
            gender=title.gender,
            title=title,
            phrase=phrase,
            bare=not title.words,
        )
    noun = head_noun(phrase, language)
    gender = _ARTICLE_GENDERS.get(first, "") if language == "fr" else ""
    if definite and noun in BODIES:
        bare = sum(each.sort is Sort.WORD for each in phrase) == 1
        return Shape(
            Form.BODY, gender=gender, phrase=phrase, head=noun, thing=True, bare=bare
        )
    plural = first in ("les", "des", "ces", "these", "those") or noun.endswith("s")
    return Shape(
        Form.DESCRIPTION,
        gender=gender,
        phrase=phrase,
        head=noun,
        plural=plural,
        definite=definite or first in ("les", "ces", "these", "those"),
    )


def _is_group(phrase: Sequence[Token]) -> bool:
    return (
        bool(phrase)
        and fold(phrase[0].text) in GROUPS
        and role_of(phrase[0].text) is None
    )


def without_article(items: Sequence[Token]) -> tuple[Token, ...]:
    """Return the items of a phrase without the article that opens it."""
    if len(items) > 1 and items[0].lower in _ARTICLES:
        return tuple(items[1:])
    return tuple(items)


def head_noun(items: Sequence[Token], language: str) -> str:
    """Return the folded noun at the head of a phrase without its article."""
    words = [each for each in items if each.sort is Sort.WORD]
    if language == "fr":
        for each in words:
            if each.lower not in french.DETERMINERS and fold(each.text) not in _BEFORE:
                return fold(each.text)
        return ""
    last = ""
    for each in words:
        if each.lower in english.PREPOSITIONS | {"who", "that", "which"}:
            break
        last = fold(each.text)
    return last
