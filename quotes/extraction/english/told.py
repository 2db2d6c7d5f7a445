"""What an English listener is told or asked: “told reporters that …”, “urged X to …”."""

from quotes.extraction.drafts import Range
from quotes.extraction.english import words as w
from quotes.extraction.english.circumstances import over_circumstances
from quotes.extraction.english.clauses import is_verb
from quotes.extraction.english.cues import Cue
from quotes.extraction.english.phrases import lower, phrase_after
from quotes.extraction.english.pieces import (
    after_colon,
    bare_clause,
    over_remark,
    quoted,
    to_end,
)
from quotes.extraction.english.reading import Reading
from quotes.extraction.tokens import Sort

#: What begins a clause that depends on a verb.
CLAUSE_WORDS = frozenset(
    ("that", "whether", "if", "how", "why", "what", "who", "when", "where")
)
_OBJECTS = frozenset(("me", "us", "him", "her", "them", "you"))
#: Verbs of telling that an infinitive follows, and those that a preposition does.
_TO = frozenset(("tell", "warn", "ask", "advise", "remind"))
_OF = frozenset(("warn", "assure", "inform", "accuse"))


def told(reading: Reading, cue: Cue) -> tuple[Range, str] | None:
    """Take what a listener was told: “told reporters that …”."""
    items = reading.items
    at = _behind_listener(reading, cue)
    if at is None:
        return None
    if lower(items, at) in ("of", "about") and cue.verb.lemma in _OF:
        return to_end(reading, cue, at + 1, "governed")
    at = over_remark(reading, over_circumstances(items, at))
    word = lower(items, at)
    if word in CLAUSE_WORDS:
        return to_end(reading, cue, at, "that-clause")
    if word in (":", ",") and reading.is_quote(at + 1):
        return after_colon(reading, at)
    if reading.is_quote(at):
        return quoted(reading, cue, at)
    while word in w.NEGATIONS | w.ADVERBS and lower(items, at + 1) in (
        "to",
        *w.NEGATIONS,
    ):
        at += 1
        word = lower(items, at)
    if word == "to" and cue.verb.lemma in _TO:
        start = at - (lower(items, at - 1) in w.NEGATIONS)
        return to_end(reading, cue, start, "infinitive")
    begins = at < len(items) and items[at].sort in (Sort.WORD, Sort.NUMBER)
    if begins and word not in w.PREPOSITIONS | w.AUXILIARIES and reading.has_clause(at):
        return bare_clause(reading, cue, at)
    return None


def _behind_listener(reading: Reading, cue: Cue) -> int | None:
    """Return the item behind who is told, None where nobody is."""
    items = reading.items
    if lower(items, cue.last) in _OBJECTS:
        return cue.last + 1
    listener = phrase_after(items, cue.last)
    if listener is None:
        return None
    if _is_quoted_name(reading, listener[1]):
        # “told NBC's ‘Today’ show”: the name of a program.
        more = phrase_after(items, listener[1] + 1)
        listener = listener[0], more[1] if more else listener[1] + 1
    end = _listener_end(reading, listener) or listener[1]
    if cue.verb.lemma in _OF and lower(items, end) not in CLAUSE_WORDS:
        # “warned the people of Halifax of floods”: the last of them is the verb's.
        for at in range(end - 1, listener[0], -1):
            if items[at].lower in ("of", "about"):
                return at
    return end


def _is_quoted_name(reading: Reading, at: int) -> bool:
    if not reading.is_quote(at) or lower(reading.items, at - 1) not in ("'s", "the"):
        return False
    words = reading.items[at].text.strip("“”\"'‘’").split()
    return len(words) < 5 and words[-1][:1].isupper()


def _listener_end(reading: Reading, listener: Range) -> int | None:
    """Return where a listener's name ends and the clause begins: “told CBC News he …”."""
    items = reading.items
    start, end = listener
    for at in range(start + 1, end):
        word, before = items[at].lower, items[at - 1]
        if word in w.SUBJECTS | w.DETERMINERS - {
            "'s"
        } and before.lower not in w.PREPOSITIONS | {"and"}:
            return at
        if items[at].capital and not before.capital and before.lower in w.LISTENERS:
            return at
    return None


def asked(reading: Reading, cue: Cue) -> tuple[Range, str] | None:
    """Take what somebody is asked to do: “urged the council to …”."""
    items = reading.items
    for at in range(cue.last, min(len(items) - 1, cue.last + 14)):
        if (
            lower(items, at) == "to"
            and items[at + 1].sort is Sort.WORD
            and items[at + 1].lower not in w.DETERMINERS
            and at > cue.last
        ):
            return to_end(reading, cue, at, "asked")
        if is_verb(items[at]):
            return None
        if items[at].sort in (Sort.SIGN, Sort.QUOTE) or items[at].lower in CLAUSE_WORDS:
            return None
    return None
