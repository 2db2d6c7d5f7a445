"""The query language of the search field, read into clauses. Pure.

Words all have to be there; OR joins its two neighbors; a minus before a word, a phrase
or a field leaves out; marks make a phrase; `field:value` narrows.
"""

import re
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date, timedelta

from quotes.terms import words
from quotes.texts import fold, gettext_noop

#: More parts than this narrow nothing and only cost time; the rest is left unread.
MOST_ITEMS = 20

#: Fields, by every name that readers may type (folded); English and French.
FIELDS = {
    "speaker": "speaker",
    "by": "speaker",
    "auteur": "speaker",
    "locuteur": "speaker",
    "status": "status",
    "statut": "status",
    "kind": "kind",
    "form": "kind",
    "forme": "kind",
    "language": "language",
    "lang": "language",
    "langue": "language",
    "article": "article",
    "source": "source",
    "office": "office",
    "fonction": "office",
    "before": "before",
    "avant": "before",
    "after": "after",
    "since": "after",
    "apres": "after",
    "depuis": "after",
    "year": "year",
    "annee": "year",
}

_OR = frozenset({"OR", "OU"})
_AND = frozenset({"AND", "ET"})
_PART = re.compile(
    r"""\s*(?P<minus>-(?=\S))?
    (?:(?P<field>[^\W\d_]+):(?=\S))?
    (?:
      "(?P<straight>[^"]*)(?:"|$)
    | [“”](?P<curly>[^“”]*)(?:[“”]|$)
    | «(?P<angle>[^«»]*)(?:»|$)
    | „(?P<low>[^“”]*)(?:[“”]|$)
    | (?P<bare>[^\s"“”«»„]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One word, phrase or field of a query; field is "" for words and phrases.

    text is as it was typed, without its marks; what a hyphen or an apostrophe joins is
    one item. is_phrase: it stood in marks. is_start: “mobilis*”, words that begin so.
    """

    text: str
    field: str = ""
    is_phrase: bool = False
    is_negated: bool = False
    is_start: bool = False
    #: The name of the field as it was typed; equal items may differ in it.
    typed: str = field_of(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """All of the clauses must hold; of a clause, one item."""

    clauses: tuple[tuple[Item, ...], ...] = ()

    #: Whether parts were left unread: there were more than MOST_ITEMS.
    is_cut: bool = field_of(default=False, compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in order."""
        return tuple(item for clause in self.clauses for item in clause)

    def fields(self, name: str) -> tuple[Item, ...]:
        """The items of a field."""
        return tuple(item for item in self.items if item.field == name)


def parse(text: str) -> Query:
    """Read a query; every text is one, and an empty one has no clauses.

    A field of no known name is read as words (“10:30”, “note: that”), a mark that is
    not closed closes at the end.
    """
    clauses: list[list[Item]] = []
    joins = False
    count = 0
    for match in _PART.finditer(text):
        bare = match["bare"]
        if bare in _OR and not match["minus"]:
            joins = bool(clauses)
            continue
        if bare in _AND and not match["minus"]:
            continue
        item = _item(match)
        if item is None:
            continue
        count += 1
        if count > MOST_ITEMS:
            return Query(tuple(map(tuple, clauses)), is_cut=True)
        if joins:
            clauses[-1].append(item)
        else:
            clauses.append([item])
        joins = False
    return Query(tuple(map(tuple, clauses)))


def _item(match: re.Match[str]) -> Item | None:
    """Return the item of a part of a query, None where nothing can be searched."""
    name = fold(match["field"] or "")
    known = FIELDS.get(name, "")
    bare = match["bare"]
    marked = next(
        (
            match[group]
            for group in ("straight", "curly", "angle", "low")
            if match[group] is not None
        ),
        None,
    )
    text = bare if marked is None else marked
    if known:
        text = text.strip()
        if not text:
            return None
        negated = bool(match["minus"])
        return Item(text, known, is_negated=negated, typed=match["field"])
    if name:
        text = f"{match['field']} {text}"
    found = words(text)
    if not found:
        return None
    return Item(
        text.strip(),
        is_phrase=marked is not None,
        is_negated=bool(match["minus"]),
        is_start=marked is None and len(found) == 1 and text.endswith("*"),
    )


def period(text: str) -> tuple[date, date]:
    """Return the first and last day of "2024", "2024-11" or "2024-11-12".

    Raises ValueError with a sentence (English, a key of the catalogue).
    """
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if not (
            re.fullmatch(r"[0-9]{4}(-[0-9]{1,2}){0,2}", text)
            and 1 <= numbers[0] <= 9998
        ):
            raise ValueError
        if len(numbers) == 3:
            day = date(*numbers)
            return day, day
        if len(numbers) == 2:
            first = date(numbers[0], numbers[1], 1)
            later = first + timedelta(days=31)
            return first, later.replace(day=1) - timedelta(days=1)
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    except ValueError:
        raise ValueError(
            gettext_noop("A date is written 2024, 2024-11 or 2024-11-12.")
        ) from None
