"""An English sentence as its rules read it: items, cues, and what is known so far."""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft, Range, span
from quotes.extraction.english import words as w
from quotes.extraction.english.circumstances import over_circumstances
from quotes.extraction.english.clauses import has_verb, is_verb
from quotes.extraction.english.cues import Cue
from quotes.extraction.english.subjects import subject_before
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token

#: As far as the verb of a clause is looked for, in items.
_LOOK = 40
#: Verbs that a clause follows nearly always.
_CLAUSAL = frozenset(("say", "think", "believe", "tell"))


class Reading:
    """A sentence with its cues; the rules write down whose each cue is."""

    def __init__(self, sentence: Sentence, cues: Sequence[Cue]) -> None:
        self.items: Sequence[Token] = sentence.items
        self.number = sentence.number
        self.cues = cues
        #: The subject of each cue that has one, by the cue's first item.
        self.subjects: dict[int, Range] = {}
        #: The first items of cues that stand inside or behind their words.
        self.interruptions: set[int] = set()
        self._who: dict[int, Range | None] = {}
        self._behind: dict[int, int] = {}

    def who(self, cue: Cue) -> Range | None:
        """Return the noun phrase before a cue."""
        if cue.first not in self._who:
            self._who[cue.first] = subject_before(self.items, cue.first)
        return self._who[cue.first]

    def behind(self, cue: Cue) -> int:
        """Return the item behind a cue and the circumstances that follow it."""
        if cue.last not in self._behind:
            self._behind[cue.last] = over_circumstances(self.items, cue.last)
        return self._behind[cue.last]

    def is_quote(self, at: int) -> bool:
        """Tell whether an item is words in marks."""
        return 0 <= at < len(self.items) and self.items[at].sort is Sort.QUOTE

    def has_quote(self, place: Range) -> bool:
        """Tell whether words in marks are in a range."""
        return any(each.sort is Sort.QUOTE for each in self.items[place[0] : place[1]])

    def has_clause(self, at: int, cue: Cue | None = None) -> bool:
        """Tell whether a clause with a verb of its own begins at an item.

        A comma ends the search, but not behind a verb that a clause follows nearly
        always: “said Emery, 46, left his car”.
        """
        end = min(len(self.items), at + _LOOK)
        lenient = cue is not None and cue.verb.lemma in _CLAUSAL
        for place in range(at, end):
            text = self.items[place].text
            if text == ";" or (text == "," and not lenient) or self._joins(at, place):
                end = place
                break
        return has_verb(self.items, at, end)

    def _joins(self, start: int, at: int) -> bool:
        """Tell whether a second verb of the cue's subject follows: “… and cut the ribbon”."""
        items = self.items
        return (
            items[at].lower == "and"
            and at + 2 < len(items)
            and is_verb(items[at + 1])
            and items[at + 2].lower in w.DETERMINERS
            and not has_verb(items, start, at)
        )

    def draft(self, cue: Cue, content: list[Span], subject: Range, rule: str) -> Draft:
        """Return the statement of a cue."""
        return Draft(
            content,
            span(self.items, (cue.first, cue.last)),
            [span(self.items, subject)],
            rule,
            self.number,
            cue.verb.polarity,
        )


def words(item: Token) -> int:
    """Return how many words a quotation has."""
    return sum(any(c.isalnum() for c in word) for word in item.text.split())
