"""The pieces of an English content: a clause, a quotation, what stands behind a colon."""

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.cues import Cue
from quotes.extraction.english.ends import clause_end
from quotes.extraction.english.phrases import lower
from quotes.extraction.english.reading import Reading
from quotes.extraction.tokens import Sort


def to_end(
    reading: Reading,
    cue: Cue,
    start: int,
    rule: str,
    *,
    short: bool = False,
    weak: bool = False,
) -> tuple[Range, str] | None:
    """Return the words from an item to the end of the content, with their rule.

    short ends them at a comma, weak wants words in marks among them.
    """
    place = trimmed(reading.items, start, clause_end(reading, start, cue, short=short))
    if place[1] - place[0] < 2 and not reading.has_quote(place):
        return None
    if weak and not reading.has_quote(place):
        return None
    return place, rule


def bare_clause(reading: Reading, cue: Cue, start: int) -> tuple[Range, str] | None:
    """Take a clause without that, if it lacks no object of its own.

    “the friends she thought she could count on”: the verb stands in a clause about
    a noun in front of it then.
    """
    found = to_end(reading, cue, start, "bare-clause")
    who = reading.who(cue)
    about_a_noun = who is not None and who[0] > 0 and _is_noun(reading, who[0] - 1)
    if (
        found
        and about_a_noun
        and lower(reading.items, found[0][1] - 1)
        in (
            "of",
            "on",
            "for",
            "with",
            "at",
            "about",
        )
    ):
        return None
    return found


def _is_noun(reading: Reading, at: int) -> bool:
    """Tell whether an item can be the noun that a clause behind it is about."""
    item = reading.items[at]
    small = w.PREPOSITIONS | w.COORDINATING | {"that", "as", "if", "when", "while"}
    return item.sort is Sort.WORD and item.lower not in small


def quoted(reading: Reading, cue: Cue, at: int) -> tuple[Range, str] | None:
    """Return the quotation at an item, with the words that go on behind it."""
    end = at + 1
    following = lower(reading.items, end)
    if following and following not in (".", ",", ";") and "n" in cue.verb.frames + "o":
        end = (
            max(end, clause_end(reading, at, cue))
            if following in ("and", "or", "the", "but")
            or reading.has_quote((end, min(len(reading.items), end + 12)))
            else end
        )
    place = trimmed(reading.items, at, end)
    return place, "quote-after"


def after_colon(reading: Reading, at: int) -> tuple[Range, str] | None:
    """Return what stands behind a colon, or behind a comma in front of a quotation."""
    items = reading.items
    start = at + 1
    if reading.is_quote(start):
        end = start + 1
        while reading.is_quote(end):
            end += 1
        return (start, end), "quote-after"
    if lower(items, at) == ":" and start < len(items):
        place = trimmed(items, start, len(items))
        return (place, "colon") if place[1] - place[0] > 2 else None
    return None


def over_remark(reading: Reading, at: int) -> int:
    """Step over “, in a statement,” behind a verb."""
    items = reading.items
    if lower(items, at) in (",", "—", "–", "--"):
        sign = items[at].text
        for end in range(at + 1, min(len(items), at + 25)):
            if items[end].text == sign:
                if lower(items, end + 1) == "that" or (reading.is_quote(end + 1)):
                    return end + 1
                return at
    return at
