"""What is said, in an English sentence: the content that goes with a verb."""

from collections.abc import Sequence

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import has_verb, is_verb
from quotes.extraction.english.cues import Cue, Voice
from quotes.extraction.english.phrases import (
    is_inner_stop,
    lower,
    over_circumstances,
    phrase_after,
    subject_before,
)
from quotes.extraction.tokens import Sort, Token

_CLAUSE_WORDS = frozenset(
    ("that", "whether", "if", "how", "why", "what", "who", "when", "where")
)

_CONDITIONS = frozenset(
    ("if", "although", "though", "while", "when", "because", "once", "unless", "since", "even", "as", "until", "whenever", "where")
)
#: Where an address begins nobody's words go on.
_STRANGE = frozenset(("http", "https"))
#: An aside that a dash begins and none ends is the writer's, not the speaker's.
_DASHES = frozenset(("—", "–", "--", "―"))
#: What links somebody to what is said of them, by verb.
_LINKS = {
    "accuse": frozenset(("of",)),
    "blame": frozenset(("for", "on")),
    "compare": frozenset(("to",)),
    "describe": frozenset(("as",)),
    "liken": frozenset(("to",)),
    "portray": frozenset(("as",)),
}
_PARTICLES = frozenset(("for", "on", "in", "at", "off", "out", "up", "upon", "against", "back"))
#: Circumstances behind a predicate that are no part of it.
_BEHIND = frozenset(("after", "before", "while", "when", "during", "in", "on", "at", "and", "but"))
_SUBORDINATORS = frozenset(("when", "while", "although", "though", "as", "after", "before", "because", "since", "if", "whereas"))
#: What may stand in front of a clause, with a comma behind it.
FRONTING = _CONDITIONS | frozenset(
    ("after", "before", "in", "at", "for", "with", "without", "under", "despite", "like", "unlike", "given", "by", "on", "during", "over", "so", "often", "too", "sometimes", "instead", "from", "among", "besides", "historically", "currently", "ultimately", "generally", "now", "today")
)


def is_number_comma(items: Sequence[Token], at: int) -> bool:
    """Tell whether a comma stands inside a date: “Sept. 11, 2001”."""
    return (
        0 < at < len(items) - 1
        and items[at - 1].sort is Sort.NUMBER
        and items[at + 1].sort is Sort.NUMBER
    )


#: Fewer words in marks behind a verb that is not one of saying are a scare quote.
_FEWEST = 4
#: As far as the verb of a clause is looked for.
_LOOK = 40
#: Verbs that a clause follows nearly always.
_CLAUSAL = frozenset(("say", "think", "believe", "tell"))


def words(item: Token) -> int:
    """Return how many words a quotation has."""
    return sum(any(c.isalnum() for c in word) for word in item.text.split())


class Reading:
    """A sentence with its cues, read for what each of them reports."""

    def __init__(self, items: Sequence[Token], cues: Sequence[Cue]) -> None:
        self.items, self.cues = items, cues

    def content(self, cue: Cue) -> tuple[Range, str] | None:
        """Return what stands behind a verb as its content, and the rule that found it."""
        items, frames = self.items, cue.verb.frames
        after = over_circumstances(items, cue.last)
        after = self._over_remark(after)
        if after >= len(items):
            return None
        if "b" in frames and (start := self._fronted(cue, after)) is not None:
            return self._to_end(cue, start, "bare-clause")
        if "l" in frames and (found := self._told(cue)):
            return found
        if "r" in frames and (found := self._asked(cue)):
            return found
        if "o" in frames:
            return self._predicate(cue)
        word = items[after].lower
        if word == "that" and self._is_relative(cue, after):
            return None
        if word == "that" or (word in _CLAUSE_WORDS and "h" in frames):
            return self._to_end(cue, after, "that-clause", weak="w" in frames)
        if word == ":" or (word in (",", "as") and self._is_quote(after + 1)):
            return self._after_colon(cue, after)
        if self._is_quote(after):
            if not set(frames) & set("ib") and words(items[after]) < _FEWEST:
                return None
            return self._quote(cue, after)
        if "w" in frames:
            return self._weak(cue, after)
        if word == "to" and "t" in frames:
            return self._to_end(cue, after, "infinitive")
        if (
            word in ("of", "on", "about", "against", "for")
            and "p" in frames
            and after == cue.last
        ):
            return self._to_end(cue, after + 1, "governed")
        if items[after].sort is Sort.SIGN and items[after].text not in (
            "$",
            "#",
            "@",
            "[",
            "(",
            "…",
        ):
            return None
        if word in w.PREPOSITIONS and word not in (
            "as",
            "about",
            "in",
            "at",
            "for",
            "after",
            "since",
            "with",
            "despite",
            "while",
            "under",
            "during",
            "before",
            "without",
            "up",
            "over",
        ):
            return None
        if "b" in frames and word != "about" and self._has_verb(after, cue):
            return self._bare(cue, after)
        if word in w.PREPOSITIONS:
            return None
        if "g" in frames and items[after].lower.endswith("ing"):
            return self._to_end(cue, after, "noun-phrase")
        if "n" in frames and not self._is_subordinate(cue) and (
            word in w.DETERMINERS or items[after].capital or "b" not in frames
        ):
            return self._to_end(cue, after, "noun-phrase", short=True)
        return None

    def _bare(self, cue: Cue, start: int) -> tuple[Range, str] | None:
        """Take a clause without that, if it lacks no object of its own.

        “the friends she thought she could count on”: the verb stands in a clause about
        a noun in front of it then.
        """
        found = self._to_end(cue, start, "bare-clause")
        if found and lower(self.items, found[0][1] - 1) in ("of", "on", "for", "with", "at", "about"):
            return None
        return found

    def _is_relative(self, cue: Cue, that: int) -> bool:
        """Tell whether that stands for a noun in front of it: “rules that could …”."""
        return (
            cue.verb.lemma != "say"
            and that + 1 < len(self.items)
            and self.items[that + 1].lower in w.AUXILIARIES
        )

    def _fronted(self, cue: Cue, after: int) -> int | None:
        """Return where a clause begins that has its circumstances in front of it.

        “said too often, the roads are closed”; “said if it rains, the game is off”:
        those words are part of what is said, “said in a statement, …” are not.
        """
        items, start = self.items, cue.last
        while start < len(items) and (
            lower(items, start) in w.DAYS or lower(items, start) in ("also", "later")
        ):
            start += 1
        opener = lower(items, start)
        if opener in ("of", "about", "against"):
            return None
        if opener in FRONTING:
            comma = self._comma(start, start + 30)
        elif after > start and lower(items, after) == ",":
            comma = after
        else:
            return None
        if comma is None or comma + 2 >= len(items):
            return None
        between = {each.lower for each in items[start:comma]}
        if opener not in _CONDITIONS and between & w.OCCASIONS | between & w.DAYS:
            return None
        if self._is_quote(comma + 1):
            return start if opener in _CONDITIONS else None
        return start if self._has_verb(comma + 1) else None

    def _comma(self, at: int, limit: int) -> int | None:
        for place in range(at, min(limit, len(self.items))):
            item = self.items[place]
            if item.text == "," and not is_number_comma(self.items, place):
                return place
            if item.text in (";", ":") or item.sort is Sort.QUOTE:
                return None
        return None

    def _is_quote(self, at: int) -> bool:
        return at < len(self.items) and self.items[at].sort is Sort.QUOTE

    def has_quote(self, place: Range) -> bool:
        """Tell whether words in marks are in a range."""
        return any(each.sort is Sort.QUOTE for each in self.items[place[0] : place[1]])

    def _has_verb(self, at: int, cue: Cue | None = None) -> bool:
        """Tell whether a clause with a verb of its own begins at an item.

        A comma ends the search, but not behind a verb that a clause follows nearly
        always: “said Emery, 46, left his car”.
        """
        end = min(len(self.items), at + _LOOK)
        lenient = cue is not None and cue.verb.lemma in _CLAUSAL
        for place in range(at, end):
            if self.items[place].text == ";" or (
                self.items[place].text == "," and not lenient
            ):
                end = place
                break
        return has_verb(self.items, at, end)

    def _over_remark(self, at: int) -> int:
        """Step over “, in a statement,” behind a verb."""
        items = self.items
        if lower(items, at) in (",", "—", "–", "--"):
            sign = items[at].text
            for end in range(at + 1, min(len(items), at + 25)):
                if items[end].text == sign:
                    if lower(items, end + 1) == "that" or (self._is_quote(end + 1)):
                        return end + 1
                    return at
        return at

    def _told(self, cue: Cue) -> tuple[Range, str] | None:
        """Take what a listener was told: “told reporters that …”."""
        items = self.items
        listener = phrase_after(items, cue.last)
        if listener and self._is_quoted_name(listener[1]):
            # “told NBC's ‘Today’ show”: the name of a program.
            more = phrase_after(items, listener[1] + 1)
            listener = listener[0], more[1] if more else listener[1] + 1
        at = (
            listener[1]
            if listener
            else cue.last
            + (lower(items, cue.last) in ("me", "us", "him", "her", "them", "you"))
        )
        if listener is None and at == cue.last:
            return None
        pronoun = lower(items, cue.last) in ("her", "him", "them", "us", "me", "you")
        if pronoun:
            at = cue.last + 1
        elif listener and self._listener_end(listener) is not None:
            at = self._listener_end(listener) or at
        at = self._over_remark(over_circumstances(items, at))
        word = lower(items, at)
        if word in _CLAUSE_WORDS:
            return self._to_end(cue, at, "that-clause")
        if word in (":", ",") and self._is_quote(at + 1):
            return self._after_colon(cue, at)
        if self._is_quote(at):
            return self._quote(cue, at)
        while word in w.NEGATIONS | w.ADVERBS and lower(items, at + 1) in (
            "to",
            *w.NEGATIONS,
        ):
            at += 1
            word = lower(items, at)
        if word == "to" and cue.verb.lemma in (
            "tell",
            "warn",
            "ask",
            "advise",
            "remind",
        ):
            start = at - (lower(items, at - 1) in w.NEGATIONS)
            return self._to_end(cue, start, "infinitive")
        if word in ("of", "about") and cue.verb.lemma in (
            "warn",
            "assure",
            "inform",
            "accuse",
        ):
            return self._to_end(cue, at + 1, "governed")
        if (
            at < len(items)
            and items[at].sort in (Sort.WORD, Sort.NUMBER)
            and word not in w.PREPOSITIONS | w.AUXILIARIES
            and self._has_verb(at)
        ):
            return self._bare(cue, at)
        return None

    def _is_quoted_name(self, at: int) -> bool:
        if not self._is_quote(at) or lower(self.items, at - 1) not in ("'s", "the"):
            return False
        words = self.items[at].text.strip("“”\"'‘’").split()
        return len(words) < 5 and words[-1][:1].isupper()

    def _listener_end(self, listener: Range) -> int | None:
        """Return where a listener's name ends and the clause begins: “told CBC News he …”."""
        items = self.items
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

    def _asked(self, cue: Cue) -> tuple[Range, str] | None:
        items = self.items
        for at in range(cue.last, min(len(items) - 1, cue.last + 14)):
            if (
                lower(items, at) == "to"
                and items[at + 1].sort is Sort.WORD
                and items[at + 1].lower not in w.DETERMINERS
                and at > cue.last
            ):
                return self._to_end(cue, at, "asked")
            if (
                items[at].sort in (Sort.SIGN, Sort.QUOTE)
                or items[at].lower in _CLAUSE_WORDS
            ):
                return None
        return None

    def _predicate(self, cue: Cue) -> tuple[Range, str] | None:
        """Take “called X a …”, “accused X of …”, “described it as …”, “called for …”."""
        items = self.items
        at = over_circumstances(items, cue.last)
        if cue.verb.lemma == "call" and (found := self._called(cue)):
            return found
        if self._is_quote(at):
            return self._quote(cue, at)
        if lower(items, at) == "that":
            return self._to_end(cue, at, "that-clause")
        place = trimmed(items, at, self.clause_end(at, cue, short=True))
        if place[1] - place[0] < 2 or lower(items, at) in _PARTICLES:
            return None
        if self.has_quote(place):
            return self._to_last_quote(place), "predicate"
        inside = {each.lower for each in items[place[0] : place[1]]}
        links = _LINKS.get(cue.verb.lemma, frozenset())
        article = cue.verb.lemma == "call" and any(
            items[n].lower in ("a", "an") and items[n - 1].lower not in w.PREPOSITIONS
            for n in range(place[0] + 1, min(place[1], place[0] + 8))
        )
        return (place, "predicate") if article or inside & links else None

    def _called(self, cue: Cue) -> tuple[Range, str] | None:
        """Take “called for …” and “called on somebody to …”."""
        items = self.items
        at = cue.last
        while lower(items, at) in w.DAYS | w.ADVERBS:
            at += 1
        if lower(items, at) == "for":
            return self._to_end(cue, at + 1, "governed", short=True)
        if lower(items, at) in ("on", "upon"):
            return self._asked(cue)
        return None

    def _to_last_quote(self, place: Range) -> Range:
        """End a predicate behind its quotation where only circumstances follow."""
        last = max(
            at for at in range(*place) if self.items[at].sort is Sort.QUOTE
        )
        if lower(self.items, last + 1) in _BEHIND | w.DAYS:
            return place[0], last + 1
        return place

    def _after_colon(self, cue: Cue, at: int) -> tuple[Range, str] | None:
        items = self.items
        start = at + 1
        if self._is_quote(start):
            end = start + 1
            while self._is_quote(end):
                end += 1
            return (start, end), "quote-after"
        if lower(items, at) == ":" and start < len(items):
            place = trimmed(items, start, len(items))
            return (place, "colon") if place[1] - place[0] > 2 else None
        return None

    def _quote(self, cue: Cue, at: int) -> tuple[Range, str] | None:
        end = at + 1
        following = lower(self.items, end)
        if (
            following
            and following not in (".", ",", ";")
            and "n" in cue.verb.frames + "o"
        ):
            end = (
                max(end, self.clause_end(at, cue))
                if following in ("and", "or", "the", "but")
                or self.has_quote((end, min(len(self.items), end + 12)))
                else end
            )
        place = trimmed(self.items, at, end)
        return place, "quote-after"

    def _weak(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        place = trimmed(self.items, after, self.clause_end(after, cue, short=True))
        if (
            place[0] < place[1]
            and self.has_quote((place[0], min(place[1], place[0] + 12)))
            and cue.verb.lemma
            not in ("see", "hear", "want", "put", "read", "provide", "discuss")
        ):
            return place, "weak-quoted"
        return None

    def _to_end(
        self,
        cue: Cue,
        start: int,
        rule: str,
        *,
        short: bool = False,
        weak: bool = False,
    ) -> tuple[Range, str] | None:
        place = trimmed(self.items, start, self.clause_end(start, cue, short=short))
        if place[1] - place[0] < 2 and not self.has_quote(place):
            return None
        if weak and not self.has_quote(place):
            return None
        return place, rule

    def clause_end(self, start: int, cue: Cue, *, short: bool = False) -> int:
        """Return where the content that a cue brings and that begins at an item ends."""
        end = len(self.items)
        if self._is_subordinate(cue):
            end = self._main_clause(start)
        return self.end_from(start, end, short=short)

    def end_from(self, start: int, end: int, *, short: bool = False) -> int:
        """Return where the content that begins at an item ends, at the latest at end."""
        items = self.items
        for other in self.cues:
            if other.first <= start or other.first >= end:
                continue
            cut = self._cut_before(other, start, short=short)
            if cut is not None and cut > start:
                end = min(end, cut)
        paired = -1
        for at in range(start, end):
            text = items[at].text
            if text == ";" or (short and text in (":", "(")):
                return at
            if text in _DASHES and at > paired:
                paired = self._closing_dash(at, end)
                if paired < 0 and at > start + 2:
                    return at
            if items[at].lower in _STRANGE or (
                items[at].lower == "according" and lower(items, at + 1) == "to"
            ):
                return at
            if short and text == "," and at > start and not self._enumerates(at):
                return at
        return end

    def _closing_dash(self, dash: int, end: int) -> int:
        """Return where the aside ends that a dash begins; -1 where it goes to the end."""
        items = self.items
        for at in range(dash + 1, end):
            if items[at].text == items[dash].text:
                return at
        return -1

    def _is_subordinate(self, cue: Cue) -> bool:
        """Tell whether a cue stands in a clause like “While critics say …, …”."""
        low = max(0, cue.first - 6)
        for at in range(cue.first - 1, low - 1, -1):
            item = self.items[at]
            if item.lower in _SUBORDINATORS:
                return at == 0 or self.items[at - 1].sort is Sort.SIGN or (
                    at == 1 and self.items[0].lower in w.COORDINATING
                )
            if item.sort is Sort.SIGN or is_verb(item):
                return False
        return False

    def _main_clause(self, start: int) -> int:
        """Return where the clause behind a subordinate one begins: at a comma."""
        items = self.items
        for at in range(start + 2, min(len(items), start + 60)):
            if items[at].text == "," and not self._enumerates(at) and has_verb(
                items, at + 1, min(len(items), at + 12)
            ) and not is_number_comma(items, at) and lower(items, at + 1) not in w.RELATIVES | {"but"}:
                return at
        return len(items)

    def _enumerates(self, comma: int) -> bool:
        after = lower(self.items, comma + 1)
        return self._is_quote(comma + 1) or after in ("and", "or", "including")

    def _cut_at_subject(self, other: Cue, who: Range, start: int) -> int | None:
        """Return where another report begins with its subject: “…, but Bell says …”."""
        items, after = self.items, over_circumstances(self.items, other.last)
        if after >= len(items) or items[after].text in (",", "."):
            return None
        limit = min(len(items), after + 12)
        if not (
            lower(items, after) in ("that", ":")
            or self._is_quote(after)
            or has_verb(items, after, limit)
        ):
            return None
        before = who[0] - 1
        if lower(items, before) in ("but", "and", "while") and before > start + 2:
            return before - (items[before - 1].text in (",", *_DASHES))
        if lower(items, before) == "," and has_verb(items, start, before):
            return before
        return None

    def _cut_before(
        self, other: Cue, start: int, *, short: bool = False
    ) -> int | None:
        items, at = self.items, other.first
        if other.voice is Voice.GERUND:
            back = at
            while back > start and w.is_adverb(items[back - 1].lower, items[back - 1].capital):
                back -= 1
            if lower(items, back - 1) == ",":
                return back - 1
            if lower(items, back - 1) in ("before", "while", "after", "and"):
                cut = back - 1
                return cut - 1 if lower(items, cut - 1) == "," else cut
            return None
        back = at
        while back > start and w.is_adverb(items[back - 1].lower, items[back - 1].capital):
            back -= 1
        if lower(items, back - 1) in ("and", "but"):
            brings = over_circumstances(items, other.last)
            if (
                short
                or lower(items, brings) in ("that", ":")
                or self._is_quote(brings)
                or other.verb.lemma in ("say", "add", "tell")
            ):
                return back - 1 - (lower(items, back - 2) == ",")
            return None
        if not set(other.verb.frames) & set("ib"):
            return None
        who = subject_before(items, at)
        if who and (cut := self._cut_at_subject(other, who, start)) is not None:
            return cut
        for opener in range(back - 1, max(start, back - 14), -1):
            word = items[opener].lower
            if word in (
                "that",
                "who",
                "which",
                "what",
                "whether",
                "if",
                "because",
                "how",
                "when",
            ):
                return None
            if items[opener].text == "," and not is_inner_stop(items, opener):
                ends = over_circumstances(items, other.last)
                if ends >= len(items) or items[ends].text in (".", ",", ";"):
                    return opener
                if lower(items, opener + 1) in ("and", "but", "while"):
                    return opener
                return None
        return None


