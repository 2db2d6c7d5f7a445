"""What the checks read, one statement in its text, and what they find."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

#: A stretch of the text: start and end in Unicode code points, end exclusive.
Place = tuple[int, int]

DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker whom the record of this article knows.

    key tells two apart. names: all that they go by. titles: titles and organizations
    held on the day of the statement; lapsed: those held at other times only.
    """

    key: str
    names: tuple[str, ...]
    is_person: bool = True
    titles: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said it by the record: a speaker (None: not known) and how the text has it."""

    speaker: Known | None = None
    mention: Place | None = None


@dataclass(frozen=True, slots=True)
class Neighbor:
    """Another statement of the same text, with the keys of its speakers."""

    contents: tuple[Place, ...]
    quoted: tuple[Place, ...] = ()
    speakers: frozenset[str] = frozenset()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with all that the checks need; places index text.

    claims: the preferred attributions. others: speakers known in this article whom
    no claim names. root: name of the source that its chain of sources ends in.
    gone_from: number of the first later text that does not have the words any more.
    """

    text: str
    language: str = "fr"
    kind: str = DIRECT
    contents: tuple[Place, ...] = ()
    quoted: tuple[Place, ...] = ()
    cues: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    others: tuple[Known, ...] = ()
    neighbors: tuple[Neighbor, ...] = ()
    is_heading: bool = False
    root: str = ""
    gone_from: int | None = None

    def mentions(self) -> Iterator[Place]:
        """Yield where the speakers are mentioned, as far as the record says."""
        for claim in self.claims:
            if claim.mention is not None:
                yield claim.mention

    def speakers(self) -> Iterator[Known]:
        """Yield the speakers that are known."""
        for claim in self.claims:
            if claim.speaker is not None:
                yield claim.speaker

    def own_names(self) -> tuple[str, ...]:
        """Return every name of every speaker of the statement."""
        return tuple(name for speaker in self.speakers() for name in speaker.names)


@dataclass(frozen=True, slots=True)
class Found:
    """One offense against one rule.

    place: what it is about, the same at every run: “12-34” for a stretch of the text.
    details: the words that the rule's sentence names; “case” picks another sentence.
    """

    rule: str
    severity: str
    place: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def spelled(place: Place) -> str:
    """Return a stretch as Found.place has it."""
    return f"{place[0]}-{place[1]}"
