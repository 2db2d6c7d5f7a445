"""Which of the names inside a mention it stands for: “the mayor of Tarrin, Ann Bell”."""

from collections.abc import Sequence

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.register import Named
from quotes.extraction.resolving.roles import (
    CIVILITIES,
)
from quotes.extraction.tokens import Token

#: Before a name that only narrows these: “le gouvernement Ayrault”.
_ASIDE = word_set("gouvernement administration cabinet affaire loi clan famille")


def named_heads(
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
