"""Counts of one run of the scorer, and the rates that they make."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Rate:
    """What was right, of what was found and of what is in the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The right ones of those found; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The right ones of the gold; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Share:
    """What was right, of those that could be."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """The right ones' share; 0 of nothing."""
        return self.right / self.of if self.of else 0.0

    def count(self, is_right: bool) -> None:
        """Count one more."""
        self.of += 1
        self.right += is_right


@dataclass(frozen=True, slots=True)
class Miss:
    """A statement that has no lenient pair: of the gold, or beside it."""

    document: str
    is_extra: bool
    words: str


@dataclass(slots=True)
class Figures:
    """All figures of one run; by_kind is recall by the gold's kind."""

    documents: int = 0
    characters: int = 0
    exact: Rate = field(default_factory=Rate)
    lenient: Rate = field(default_factory=Rate)
    loose: Rate = field(default_factory=Rate)
    by_character: Rate = field(default_factory=Rate)
    end_to_end: Rate = field(default_factory=Rate)
    speaker_overlap: Share = field(default_factory=Share)
    speaker_exact: Share = field(default_factory=Share)
    cue_overlap: Share = field(default_factory=Share)
    resolved: Share = field(default_factory=Share)
    by_kind: dict[str, Share] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
