"""French noun phrases around a verb: who speaks, before it or behind it.

Without a parser: a noun phrase is what stands between the words that cannot be in one.
Ranges are of items, end exclusive.
"""

from collections.abc import Sequence

from quotes.extraction.french import words as w
from quotes.extraction.french.verbs import lexicon
from quotes.extraction.tokens import Sort, Token

Range = tuple[int, int]

#: No noun phrase that names a speaker is longer, and none is looked for farther away.
FAR = 40
_NOT_INSIDE = w.SUBORDINATING | w.RELATIVES | w.VERBAL | w.NEGATIONS | w.REFLEXIVE
_NOBODY = frozenset(
    ("personne", "rien", "aucun", "aucune", "nul", "y", "ce", "c'", "cela", "ça", "on")
)
_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz")


def lower(items: Sequence[Token], at: int) -> str:
    """Return an item's folded word, empty outside the sentence."""
    return items[at].lower if 0 <= at < len(items) else ""


def subject_before(items: Sequence[Token], at: int) -> Range | None:
    """Return the noun phrase that ends where a verb group begins, None if there is none."""
    end = _over_adverbs(items, at)
    if end <= 0:
        return None
    if items[end - 1].text == ")":
        end = _over_parenthesis(items, end)
    if items[end - 1].text in (",", "–", "—"):
        return _with_apposition(items, end - 1)
    if items[end - 1].lower == "qui":
        return end - 1, end
    return phrase_ending(items, end)


def _over_adverbs(items: Sequence[Token], end: int) -> int:
    """Step back over adverbs and days between subject and verb."""
    while end > 0 and (
        (w.is_adverb(items[end - 1].lower) and not items[end - 1].capital)
        or items[end - 1].lower in ("ne", "n'", "y", "en", "lui", "leur", "se", "s'")
    ):
        end -= 1
    return end


def _over_parenthesis(items: Sequence[Token], end: int) -> int:
    for at in range(end - 1, max(0, end - FAR), -1):
        if items[at].text == "(":
            return at
    return end


def _with_apposition(items: Sequence[Token], comma: int) -> Range | None:
    """X, ministre de Y, a dit; le ministre, X, a dit; X, lundi, a dit."""
    sign = items[comma].text
    for at in range(comma - 1, max(-1, comma - FAR), -1):
        if items[at].text == sign:
            before = phrase_ending(items, _over_parentheses_at(items, at))
            if before is None:
                return None
            if is_name(items, at + 1, comma) or (
                not items[before[1] - 1].capital
                and comma - at <= 9
                and items[at + 1].lower in w.DETERMINERS | w.TITLES
                and items[comma - 1].capital
                and items[comma - 2].capital
            ):
                return before[0], comma
            if items[at + 1].capital and not items[before[1] - 1].capital:
                # “Sans citer de noms, X le directeur, a dit”: the second comma is stray.
                return at + 1, comma
            return before
        if items[at].text in (";", ":", ".") and items[at].sort is Sort.SIGN:
            if items[at].text == "." and at and len(items[at - 1].text) <= 3:
                continue
            return None
    return None


def _over_parentheses_at(items: Sequence[Token], end: int) -> int:
    return _over_parenthesis(items, end) if end and items[end - 1].text == ")" else end


def is_name(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a stretch is a name and nothing else: capitals and particles."""
    inside = items[start:end]
    return (
        bool(inside)
        and inside[0].capital
        and all(
            each.capital
            or each.lower in w.LINKING
            or each.text in (".", "-")
            or each.lower in ("la", "le", "van", "von", "al", "ben", "el")
            for each in inside
        )
    )


def phrase_ending(items: Sequence[Token], end: int) -> Range | None:
    """Return the noun phrase that ends before an item, read from right to left."""
    start = end
    while start > 0 and end - start < FAR and not _parts(items, start - 1, end):
        start -= 1
    if start >= end:
        return None
    start = _own_start(items, start, end)
    while start < end and (
        items[start].lower in w.COORDINATING
        or w.is_adverb(items[start].lower)
        or items[start].lower in w.CLITICS - w.DETERMINERS - {"lui"}
    ):
        start += 1
    if start >= end or not can_speak(items, start, end):
        return None
    return start, end


def _parts(items: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether an item cannot be inside a noun phrase before a verb."""
    item = items[at]
    if item.sort in (Sort.QUOTE, Sort.MARK):
        return item.sort is Sort.QUOTE and len(item.text.split()) > 6
    if item.sort is Sort.SIGN:
        return not is_inner_stop(items, at) and item.text not in (
            "%",
            "&",
            "/",
            "°",
            "€",
            "$",
        )
    if item.lower in w.PRONOUNS and at < end - 1 and item.lower not in ("lui", "eux"):
        return True
    if item.lower in w.COORDINATING:
        return item.lower != "et" or not _joins(items, at)
    return item.lower in _NOT_INSIDE or is_finite(item)


def is_inner_stop(items: Sequence[Token], at: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation: “M. Blinken”, “B. Obama”."""
    if items[at].text != "." or at == 0:
        return False
    before = items[at - 1]
    return before.end == items[at].start and (
        before.lower in w.TITLES or before.lower in _INITIALS
    )


def _joins(items: Sequence[Token], at: int) -> bool:
    """Tell whether “et” joins two of a kind: names, or two with a determiner."""
    after = items[at + 1] if at + 1 < len(items) else None
    before = items[at - 1] if at else None
    if after is None or before is None:
        return False
    if after.capital and before.capital:
        return True
    return after.lower in (
        "le",
        "la",
        "les",
        "l'",
        "ses",
        "son",
        "sa",
        "du",
        "de",
        "des",
        "d'",
    ) or (
        not after.capital
        and not before.capital
        and after.sort is Sort.WORD
        and after.lower not in w.SUBJECTS
    )


def is_finite(item: Token) -> bool:
    """Tell whether a word is surely a finite verb by its ending."""
    word = item.lower
    return not item.capital and (
        word.endswith(("aient", "èrent", "eront", "iront", "erait", "irait", "eraient"))
        or (
            word.endswith("ait")
            and word
            not in (
                "fait",
                "parfait",
                "lait",
                "trait",
                "extrait",
                "souhait",
                "retrait",
                "portrait",
                "attrait",
            )
        )
    )


def _own_start(items: Sequence[Token], start: int, end: int) -> int:
    """Return where the last noun phrase of a stretch begins.

    A determiner that no preposition governs begins a phrase of its own: in “au début de
    la séance le ministre” it is the second “le”.
    """
    own = start
    for at in range(start + 1, end):
        word, before = items[at].lower, items[at - 1]
        if (
            word in w.SUBJECTS
            and word
            not in (
                "lui",
                "eux",
                "certains",
                "celui",
                "celle",
                "ceux",
                "celles",
                "nous",
                "vous",
                "l'un",
            )
        ) or (
            word in w.DETERMINERS
            and word not in w.LINKING
            and before.lower not in w.PREPOSITIONS
            and before.lower not in w.DETERMINERS
            and before.lower not in ("et", "ou", "que", "comme", "&")
            and not before.capital | (before.text == ".")
        ):
            own = at
    if items[own].lower in w.PREPOSITIONS and items[own].lower not in ("des",):
        for at in range(own + 1, end):
            if (
                items[at].capital
                and items[at - 1].lower not in w.PREPOSITIONS | w.DETERMINERS
                and not items[at - 1].capital
            ):
                return at
        return end
    return own


def can_speak(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a noun phrase can be somebody who says something."""
    first = items[start].lower
    if first in _NOBODY or first in w.FIRST_PERSONS:
        return False
    return any(
        each.sort is Sort.WORD and each.lower not in w.DETERMINERS | w.PREPOSITIONS
        for each in items[start:end]
    )


def phrase_after(
    items: Sequence[Token], at: int, *, stop: int | None = None
) -> Range | None:
    """Return the noun phrase that begins at an item or behind what may stand before it.

    “a-t-il déclaré à l'AFP”, “indique aujourd'hui le ministère”: days, adverbs and an
    addressee are stepped over.
    """
    limit = min(len(items), at + FAR if stop is None else stop)
    at = over_circumstances(items, at, limit)
    if at >= limit:
        return None
    first = items[at]
    if first.lower in w.PRONOUNS - {"qui"}:
        return at, at + 1
    if not (
        first.capital
        or first.lower in w.DETERMINERS
        or first.lower in w.TITLES
        or (
            first.sort is Sort.WORD
            and first.lower
            not in w.PREPOSITIONS
            | _NOT_INSIDE
            | w.COORDINATING
            | w.SUBJECTS
            | w.CLITICS
            and not w.is_adverb(first.lower)
        )
        or first.sort is Sort.NUMBER
    ):
        return None
    end = at + 1
    while end < limit and goes_on(items, at, end):
        end += 1
    while end > at + 1 and (
        items[end - 1].lower in w.PREPOSITIONS | w.DETERMINERS | {"et"}
        or w.is_adverb(items[end - 1].lower)
    ):
        end -= 1
    return (at, end) if can_speak(items, at, end) else None


def over_circumstances(items: Sequence[Token], at: int, limit: int) -> int:
    """Step over days, adverbs, and phrases like “à l'AFP”, “sur BFM TV”, “dans un communiqué”."""
    while at < limit:
        word = items[at].lower
        if aside := aside_at(items, at):
            at += aside
        elif w.is_adverb(word) or (
            word in ("ce", "cette") and lower(items, at + 1) in w.DAYS | {"semaine"}
        ):
            at += 2 if word in ("ce", "cette") else 1
        elif word in ("à", "au", "aux", "sur", "dans", "lors", "devant", "en"):
            end = _short_phrase(items, at + 1, limit)
            if end is None:
                return at
            at = end
        else:
            break
    return at


def aside_at(items: Sequence[Token], at: int) -> int:
    """Return how many items an aside takes that begins here (“pour sa part”), else 0."""
    for words in w.aside_words().get(lower(items, at), ()):
        if all(lower(items, at + n) == word for n, word in enumerate(words)):
            return len(words)
    return 0


def _short_phrase(items: Sequence[Token], at: int, limit: int) -> int | None:
    """Return the end of a short noun phrase behind a preposition."""
    start = at
    while at < limit and items[at].lower in w.DETERMINERS:
        at += 1
    count = 0
    while at < limit and items[at].sort in (Sort.WORD, Sort.NUMBER) and count < 8:
        word = items[at].lower
        if count and (
            word in w.DETERMINERS and items[at - 1].lower not in w.LINKING | {"à"}
        ):
            break
        if (
            count
            and items[at].capital
            and not items[at - 1].capital
            and items[at - 1].lower not in w.LINKING | w.DETERMINERS
        ):
            break
        if word in _NOT_INSIDE or (word in w.PREPOSITIONS and word not in w.LINKING):
            break
        if items[start].capital and not items[at].capital and word not in w.LINKING:
            break
        # “à l'AFP Jean-Philippe Magnen”: two names side by side are two.
        if (
            count == 1
            and items[at].capital
            and items[at - 1].text.isupper()
            and lower(items, start) in ("l'", "la", "le")
        ):
            break
        at, count = at + 1, count + 1
    return at if count else None


def goes_on(items: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether a noun phrase that began at start takes in one more item."""
    item, before = items[at], items[at - 1]
    word = item.lower
    if item.sort is Sort.QUOTE:
        return before.lower in w.DETERMINERS and len(item.text.split()) < 6
    if item.sort is Sort.SIGN:
        return is_inner_stop(items, at) or item.text in ("&", "/") or (item.text == "-")
    if item.sort is Sort.NUMBER:
        return before.lower not in w.MONTHS
    if word == "et":
        return _joins(items, at) and at - start < 20
    if word in w.LINKING:
        return word not in ("de", "d'") or not w.is_infinitive(lower(items, at + 1))
    if word in ("à", "au", "aux", "en", "pour", "sur", "contre", "chez"):
        named = any(each.capital for each in items[start:at])
        return not named and at - start < 8
    if word in w.DETERMINERS:
        return (
            before.lower in w.LINKING | {"à", "et", "en", "pour", "sur", "contre"}
            or before.lower in w.DETERMINERS
        )
    if word in _NOT_INSIDE | w.PREPOSITIONS | w.COORDINATING | w.SUBJECTS | w.CLITICS:
        return False
    if word in ("même", "mêmes"):
        return before.lower in w.DETERMINERS
    if w.is_adverb(word) or item.text.startswith("-") or is_finite(item):
        return False
    if word in lexicon() and not item.capital and word.endswith(("ant",)):
        return False
    return word not in w.MONTHS
