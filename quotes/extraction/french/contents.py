"""What is said, in a French sentence: the content that goes with a verb."""

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.clauses import QUE
from quotes.extraction.french.complements import Complements
from quotes.extraction.french.cues import Cue
from quotes.extraction.french.following import over_circumstances
from quotes.extraction.french.shapes import lower
from quotes.extraction.french.verb_groups import Voice
from quotes.extraction.tokens import Sort

#: The prepositions of each frame that has some.
GOVERNED = (
    ("d", "de d' du des"),
    ("a", "à au aux"),
    ("s", "sur"),
    ("c", "contre"),
    ("p", "pour"),
)


class Reading(Complements):
    """Read a sentence for what each of its cues reports."""

    def content(self, cue: Cue) -> tuple[Range, str] | None:
        """Return what stands behind a verb as its content, and the rule that found it."""
        found = self._content(cue)
        return found if found and found[0][0] < found[0][1] else None

    def _content(self, cue: Cue) -> tuple[Range, str] | None:
        frames = cue.verb.frames
        after = over_circumstances(self.items, cue.last, len(self.items))
        if found := self._clause(cue, after):
            return found
        if "w" in frames and not set(frames) & set("qndascp"):
            return self._weak(cue, after)
        if found := self._quoted(cue, after):
            return found
        for letter, reader in (
            ("f", self._figure),
            ("r", self._asked),
            ("e", self._state),
            ("o", self._predicate),
            *((each, self._governed(each, words)) for each, words in GOVERNED),
            ("j", self._judged),
            ("n", self._noun),
        ):
            if letter in frames and (found := reader(cue, after)):
                return found
        return None

    def _clause(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        if not set(cue.verb.frames) & set("qidw"):
            return None
        if (
            set(cue.verb.frames) & set("qd")
            and self._is_infinitive(cue.last)
            and cue.voice is Voice.FINITE
        ):
            place = trimmed(self.items, cue.last, self.clause_end(cue.last, cue))
            return place, "infinitive"
        at = self._que(after)
        if at is None:
            return None
        place = trimmed(self.items, at + 1, self.clause_end(at + 1, cue))
        if place[0] >= place[1]:
            return None
        weak = "q" not in cue.verb.frames
        if weak and not self.has_quote(place):
            return None
        return place, "que-clause"

    def _que(self, after: int) -> int | None:
        """Return where que stands, over an addressee or a remark between commas."""
        for at in (after, self._over_remark(after)):
            if lower(self.items, at) in QUE:
                return at
        return None

    def _quoted(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        at = after
        if at < len(self.items) and self.items[at].text in (":", ","):
            at += 1
            if self.items[at - 1].text == "," and not self._is_quote(at):
                return None
        if self._is_quote(at):
            end = at + 1
            while self._is_quote(end) or (
                lower(self.items, end) in ("et", ",", "puis")
                and self._is_quote(end + 1)
            ):
                end += 1
            if (
                self.items[at - 1].text != ":"
                and cue.voice is not Voice.GERUND
                and lower(self.items, end) not in (",", "dans", "sur", "lors", "suite")
            ):
                goes = "n" in cue.verb.frames or self._is_inner(at, end)
                end = max(end, self.clause_end(at, cue) if goes else end)
            return trimmed(self.items, at, end), "quote-after"
        if (
            at > after
            and self.items[after].text == ":"
            and set("qi") & set(cue.verb.frames)
            and at < len(self.items)
        ):
            return trimmed(self.items, at, self.clause_end(at, cue)), "colon"
        return None

    def _is_inner(self, at: int, end: int) -> bool:
        """Tell whether a clause goes on behind quoted words: dit « regretter » son choix."""
        first = next((each for each in self.items[at].text if each.isalpha()), "A")
        return (
            first.islower()
            and end < len(self.items)
            and self.items[end].sort is Sort.WORD
            and lower(self.items, end) in w.DETERMINERS | w.LINKING
        )

    def _weak(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take a weak verb only with words in marks that stand right behind it."""
        at = after
        if lower(self.items, at) == ":":
            at += 1
            if self._is_quote(at):
                return (at, at + 1), "quote-after"
            return None
        end = self.clause_end(at, cue)
        for colon in range(at, end - 1):
            if self.items[colon].text == ":" and self._is_quote(colon + 1):
                return (colon + 1, colon + 2), "quote-after"
        place = trimmed(self.items, at, end)
        if (
            place[0] < place[1]
            and self.has_quote((place[0], min(place[1], place[0] + 14)))
            and (
                lower(self.items, at)
                in w.DETERMINERS
                | {
                    "de",
                    "d'",
                    "que",
                    "qu'",
                    "comme",
                }
                or self._is_quote(at)
            )
        ):
            return place, "weak-quoted"
        return None
