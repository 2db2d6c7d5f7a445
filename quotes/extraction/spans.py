"""The shapes that the engine works with and gives back.

All positions are Unicode code points into the text as given, end exclusive: Python
slices, and the TextPositionSelector of the W3C Web Annotation model.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """How a statement is printed: in quotation marks, without, or partly."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """What the speaker does with the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    REQUESTED = "requested"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the stretch."""
        return text[self.start : self.end]

    def meets(self, other: "Span") -> bool:
        """Tell whether two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Tell whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a field has its value: the rule that set it, its confidence in percent."""

    rule: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody whom the caller's database knows; key is the caller's own, kept as it is."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of the world, asked by name and by office.

    named takes a name as printed (“Moscou”, “M. Blinken”) and returns all who go by it;
    holding takes a title as printed (“le ministre”, “secrétaire d'Etat”) and returns
    who held such an office on the day of the text. Either may return nothing.
    """

    named: Callable[[str], Sequence[Identity]]
    holding: Callable[[str], Sequence[Identity]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a mention could stand for, and why; key where the caller knows it."""

    name: str
    reason: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a mention stands for within the text.

    name is the fullest form in the text, None where the text settles nobody; the
    candidates are then those it leaves open, best first, and reason says why none
    was taken. key is the caller's own where its database knows the one. metonym tells
    that a place or building stands for a body.
    """

    name: str | None
    rule: str
    confidence: int = 0
    key: str | None = None
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Who said it, as printed: a name, a title, a pronoun or an organization."""

    span: Span
    resolved: Resolved


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution relation: content, cue and mention, with what they resolve to.

    content holds the pieces of the words in the order of the text: without marks where
    a piece is one quotation, with those inside where it is more. quoted holds what
    stands inside marks, without them. mentions are several where one statement is given
    to several speakers (“selon Kiev et Washington”), empty where the text names none.
    continues tells that the words go on from the statement before, whose speaker then
    serves (speaker says whom). nested tells that it stands inside the content of another
    statement. grounds holds the rule and confidence of kind, content, cue, mention,
    speaker and polarity.
    """

    kind: Kind
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    cue: Span | None = None
    mentions: tuple[Mention, ...] = ()
    polarity: Polarity = Polarity.ASSERTED
    heading: bool = False
    continues: bool = False
    nested: bool = False
    speaker: Resolved | None = None
    grounds: Mapping[str, Grounds] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where the first piece of the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the last piece of the content ends."""
        return self.content[-1].end


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in a text, in the order of the text."""

    language: str
    statements: tuple[Statement, ...]
