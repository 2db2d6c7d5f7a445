"""What a mention is made of: names, a pronoun, a title or another description."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.offices import Title, title_in
from quotes.extraction.resolving.pronoun_words import latter_at, pronoun_of
from quotes.extraction.resolving.register import Named
from quotes.extraction.resolving.roles import (
    BODIES,
    CIVILITIES,
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
_ASIDE = word_set("gouvernement administration cabinet affaire loi clan famille")


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
    found = _named_heads(items, head, named, language)
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


def _named_heads(
    items: Sequence[Token], head: int, named: Sequence[Named], language: str
) -> tuple[Named, ...]:
    """Return the names that a mention stands for by its head, none if that is a noun."""
    if not items:
        return ()
    first = items[0]
    by_start = {each.run.start: each for each in named}
    inside = [each for each in named if each.run.start < items[head - 1].end]
    if language == "en":
        heads = [each for each in inside if _english_head(items, head, each)]
    else:
        heads = [each for each in inside if _french_head(items, head, each)]
    sure = any(each.entities[0].kind == "person" for each in heads)
    person = _person_at_end(items, head, inside) if language == "en" else None
    if not sure and person is not None:
        return (person,)
    if not sure and head < len(items) - 1:
        # “Le conseiller à la sécurité, Jake Sullivan”: the name is the apposition.
        after = by_start.get(items[head + 1].start) or _titled(items, head + 1, named)
        last = items[-1].end
        apart = (
            items[head].text == "," and (not heads or len(after.run.words) > 1)
            if after
            else False
        )
        if after is not None and after.run.end >= last - 1 and apart:
            return (after,)
    if heads and first.lower not in french.POSSESSIVES:
        heads += _joined(items, heads[-1], named)
    return tuple(heads)


def _person_at_end(
    items: Sequence[Token], head: int, inside: Sequence[Named]
) -> Named | None:
    """Return the person whose name ends a description: “Secretary of State Ann Bell”."""
    if not inside:
        return None
    last = inside[-1]
    if last.entities[0].kind != "person" or last.run.end != items[head - 1].end:
        return None
    before = [each for each in items[:head] if each.end <= last.run.start]
    if not before or before[-1].lower in english.PREPOSITIONS - {"by"}:
        return None
    return last


def _titled(items: Sequence[Token], at: int, named: Sequence[Named]) -> Named | None:
    if fold(items[at].text) not in CIVILITIES:
        return None
    return next((each for each in named if each.run.start > items[at].start), None)


def _joined(
    items: Sequence[Token], first: Named, named: Sequence[Named]
) -> list[Named]:
    """Return the names that stand beside a name: “A, B et C”, “A and B”."""
    found = []
    last = first.run.end
    for each in named:
        if each.run.start <= last:
            continue
        between = [i for i in items if last <= i.start < each.run.start]
        words = [i.lower for i in between if i.lower not in ("l'", "le", "la", "the")]
        civil = [w for w in words if w not in CIVILITIES and w != "."]
        if not civil or any(w not in (",", "et", "and", "&") for w in civil):
            break
        found.append(each)
        last = each.run.end
    joins = any(
        i.lower in ("et", "and", "&") for i in items if i.start >= first.run.end
    )
    return found if joins else []


def _english_head(items: Sequence[Token], head: int, named: Named) -> bool:
    """Tell whether a name is the head: nothing but its titles before it, none behind."""
    run = named.run
    at = _at(items, run.start)
    if at is None or run.possessed:
        return False
    before = [each.lower for each in items[:at]]
    if any(
        each in english.PREPOSITIONS or each in ("'s", "’s", "and") for each in before
    ):
        return False
    behind = [each for each in items[at:head] if each.start >= run.end]
    if not behind:
        return True
    return behind[0].lower in english.PREPOSITIONS | {"and", "et"}


def _french_head(items: Sequence[Token], head: int, named: Named) -> bool:
    run = named.run
    at = _at(items, run.start)
    if at is None:
        return False
    if at == 0:
        return True
    before = items[at - 1]
    if before.text == ".":
        before = items[at - 2] if at > 1 else before
        at -= 1
    if fold(before.text) in CIVILITIES:
        return at < 2 or items[at - 2].lower not in french.LINKING | french.PREPOSITIONS
    if before.lower in french.DETERMINERS | {"du", "des", "au", "aux"}:
        return at == 1
    if fold(before.text) in _ASIDE or before.text in ("«", "»", '"'):
        return False
    return before.lower not in french.PREPOSITIONS | french.LINKING | {"et"}


def _at(items: Sequence[Token], start: int) -> int | None:
    return next((n for n, each in enumerate(items) if each.start == start), None)


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
