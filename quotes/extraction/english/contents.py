"""What is said, in an English sentence: the content that goes with a verb."""

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.cues import Cue
from quotes.extraction.english.ends import (
    clause_end,
    is_number_comma,
    is_subordinate,
    subordinator,
)
from quotes.extraction.english.phrases import lower
from quotes.extraction.english.pieces import (
    after_colon,
    bare_clause,
    over_remark,
    quoted,
    to_end,
)
from quotes.extraction.english.predicates import predicate
from quotes.extraction.english.reading import Reading, words
from quotes.extraction.english.told import CLAUSE_WORDS, asked, told
from quotes.extraction.tokens import Sort

_CONDITIONS = frozenset(
    (
        "if",
        "although",
        "though",
        "while",
        "when",
        "because",
        "once",
        "unless",
        "since",
        "even",
        "as",
        "until",
        "whenever",
        "where",
    )
)
#: What may stand in front of a clause, with a comma behind it.
_FRONTING = _CONDITIONS | frozenset(
    (
        "after",
        "before",
        "in",
        "at",
        "for",
        "with",
        "without",
        "under",
        "despite",
        "like",
        "unlike",
        "given",
        "by",
        "on",
        "during",
        "over",
        "so",
        "often",
        "too",
        "sometimes",
        "instead",
        "from",
        "among",
        "besides",
        "historically",
        "currently",
        "ultimately",
        "generally",
        "now",
        "today",
    )
)
#: Fewer words in marks behind a verb that is not one of saying are a scare quote.
_FEWEST = 4
#: Prepositions that may begin a clause without that: “said in winter the road is closed”.
_BEGINS = w.word_set(
    "as about in at for after since with despite under during before without up over"
)
#: The frames of verbs behind which that begins what they report.
_TAKES_THAT = frozenset("qbhw")
#: Signs that may stand in front of the words themselves.
_SIGNS = frozenset(("$", "#", "@", "[", "(", "…"))


Found = tuple[Range, str] | None


def content(reading: Reading, cue: Cue) -> Found:
    """Return what stands behind a verb as its content, and the rule that found it."""
    items, frames = reading.items, cue.verb.frames
    after = over_remark(reading, reading.behind(cue))
    if after >= len(items) or subordinator(reading, cue) in ("if", "unless"):
        return None
    if "b" in frames and (start := _fronted(reading, cue, after)) is not None:
        return to_end(reading, cue, start, "bare-clause")
    if "l" in frames and (found := told(reading, cue)):
        return found
    if "r" in frames and (found := asked(reading, cue)):
        return found
    if "o" in frames:
        return predicate(reading, cue)
    word = items[after].lower
    if word == "that" and (
        not set(frames) & _TAKES_THAT or _is_relative(reading, cue, after)
    ):
        return None
    if word == "that" or (word in CLAUSE_WORDS and "h" in frames):
        return to_end(reading, cue, after, "that-clause", weak="w" in frames)
    if word == ":" or (word in (",", "as") and reading.is_quote(after + 1)):
        return after_colon(reading, after)
    if reading.is_quote(after):
        if not set(frames) & set("ib") and words(items[after]) < _FEWEST:
            return None
        return quoted(reading, cue, after)
    if found := _governed(reading, cue, after):
        return found
    if "w" in frames:
        return _weak(reading, cue, after)
    return _unmarked(reading, cue, after)


def _governed(reading: Reading, cue: Cue, after: int) -> Found:
    """Take an infinitive or what a preposition governs: “vowed to …”, “warned of …”."""
    word, frames = reading.items[after].lower, cue.verb.frames
    if word == "to" and "t" in frames:
        return to_end(reading, cue, after, "infinitive")
    if (
        word in ("of", "on", "about", "against", "for")
        and "p" in frames
        and after == cue.last
    ):
        return to_end(reading, cue, after + 1, "governed")
    return None


def _unmarked(reading: Reading, cue: Cue, after: int) -> Found:
    """Take a clause without that, an -ing form or a noun phrase that states something."""
    items, frames = reading.items, cue.verb.frames
    item = items[after]
    if item.sort is Sort.SIGN and item.text not in _SIGNS:
        return None
    if item.lower in w.PREPOSITIONS - _BEGINS:
        return None
    if "b" in frames and item.lower != "about" and reading.has_clause(after, cue):
        return bare_clause(reading, cue, after)
    if item.lower in w.PREPOSITIONS:
        return None
    if "g" in frames and item.lower.endswith("ing"):
        return to_end(reading, cue, after, "noun-phrase")
    begins = item.lower in w.DETERMINERS or item.capital or "b" not in frames
    if (
        "n" in frames
        and begins
        and not is_subordinate(reading, cue)
        and not _is_topic(reading, after)
        and not (cue.verb.lemma == "deny" and _is_grant(reading, after))
    ):
        return to_end(reading, cue, after, "noun-phrase", short=True)
    return None


def _is_topic(reading: Reading, start: int) -> bool:
    """Tell whether a phrase only names words: “denied the reports”, “cited sources”."""
    for at in range(start, min(start + 4, len(reading.items))):
        word = reading.items[at].lower
        if word in _WORDS:
            return lower(reading.items, at + 1) not in w.PREPOSITIONS | {"that"}
        if word in w.PREPOSITIONS:
            return False
    return False


def _is_grant(reading: Reading, start: int) -> bool:
    """Tell whether something is denied to somebody: “denied him a loan”, “the motion”."""
    near = {each.lower for each in reading.items[start : start + 5]}
    return lower(reading.items, start) in _RECEIVERS or bool(near & _GRANTS)


_RECEIVERS = w.word_set("him her them me us you")
_GRANTS = w.word_set(
    "access admission appeal application bail benefits bid clemency coverage entry funding"
    " loan motion parole permission permit petition request requests visa visas"
)
#: Nouns for words, which state nothing by themselves.
_WORDS = w.word_set(
    "accusation accusations allegation allegations article charge charges claim claims"
    " comment comments report reports rumor rumors rumour rumours sources statement"
    " statements story suggestion suggestions wrongdoing"
)


def _is_relative(reading: Reading, cue: Cue, that: int) -> bool:
    """Tell whether that stands for a noun in front of it: “rules that could …”."""
    return (
        cue.verb.lemma != "say"
        and that + 1 < len(reading.items)
        and reading.items[that + 1].lower in w.AUXILIARIES
    )


def _fronted(reading: Reading, cue: Cue, after: int) -> int | None:
    """Return where a clause begins that has its circumstances in front of it.

    “said too often, the roads are closed”; “said if it rains, the game is off”:
    those words are part of what is said, “said in a statement, …” are not.
    """
    items, start = reading.items, cue.last
    while start < len(items) and (
        lower(items, start) in w.DAYS or lower(items, start) in ("also", "later")
    ):
        start += 1
    opener = lower(items, start)
    if opener in ("of", "about", "against"):
        return None
    if opener in _FRONTING:
        comma = _comma(reading, start, start + 30)
    elif after > start and lower(items, after) == ",":
        comma = after
    else:
        return None
    if comma is None or comma + 2 >= len(items):
        return None
    between = {each.lower for each in items[start:comma]}
    if opener not in _CONDITIONS and between & w.OCCASIONS | between & w.DAYS:
        return None
    if reading.is_quote(comma + 1):
        return start if opener in _CONDITIONS else None
    return start if reading.has_clause(comma + 1) else None


def _comma(reading: Reading, at: int, limit: int) -> int | None:
    for place in range(at, min(limit, len(reading.items))):
        item = reading.items[place]
        if item.text == "," and not is_number_comma(reading.items, place):
            return place
        if item.text in (";", ":") or item.sort is Sort.QUOTE:
            return None
    return None


def _weak(reading: Reading, cue: Cue, after: int) -> Found:
    """Take words that are a statement only by the marks among them."""
    after += reading.items[after].lower in w.PREPOSITIONS
    place = trimmed(reading.items, after, clause_end(reading, after, cue, short=True))
    if (
        place[0] < place[1]
        and reading.has_quote((place[0], min(place[1], place[0] + 12)))
        and cue.verb.lemma
        not in ("see", "hear", "want", "put", "read", "provide", "discuss")
    ):
        return place, "weak-quoted"
    return None
