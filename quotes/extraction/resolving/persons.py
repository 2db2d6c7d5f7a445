"""Those whom a text names: persons, bodies, places and groups."""

from dataclasses import dataclass, field

from quotes.extraction.resolving.firstnames import (
    gender_by_ending,
    gender_of,
    is_first_name,
)
from quotes.extraction.resolving.folding import fold
from quotes.extraction.resolving.offices import Title


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the text names.

    kind is "person", "body", "place", "group" or "" (open). words are those of the
    fullest name. gender is "m", "f" or "" (not told). now is False for one who has the
    title only later or no more.
    """

    name: str
    words: tuple[str, ...]
    kind: str = ""
    gender: str = ""
    plural: bool = False
    titles: list[Title] = field(default_factory=list)
    acronym: str = ""
    #: Items of the text that name it, by where they begin.
    named: int = 0
    #: It is the speaker of a statement of the text.
    spoke: bool = False
    #: It came in as somebody's relative: “her husband, Paul Roux”.
    kin: bool = False
    #: It is the subject of a sentence of the text.
    acted: bool = False

    @property
    def folded(self) -> tuple[str, ...]:
        """The words of the name as they are compared."""
        return tuple(fold(each) for each in self.words)

    def takes(self, words: tuple[str, ...], name: str) -> None:
        """Take over a longer form of the name."""
        longer = (len(words), len(name)) > (len(self.words), len(self.name))
        shouted = self.name.isupper() and not name.isupper()
        if len(words) >= len(self.words) and (longer or shouted):
            self.words, self.name = words, name

    def learn(self, gender: str) -> None:
        """Set the gender where nothing told it yet."""
        self.gender = self.gender or gender

    def guess(self) -> None:
        """Set kind and gender from the name itself, where the text told none."""
        if self.kind == "person" and not self.gender and len(self.words) > 1:
            self.gender = gender_of(self.words[0]) or gender_by_ending(self.words[0])

    def could_be_person(self) -> bool:
        """Tell whether a pronoun for a person can stand for it."""
        return self.kind == "person" or (self.kind == "" and not self.plural)

    def could_be_named(self) -> bool:
        """Tell whether a surname alone can stand for it."""
        return self.kind == "person" or (self.kind == "" and len(self.words) > 1)

    def could_be_body(self) -> bool:
        """Tell whether a pronoun for a thing can stand for it."""
        return self.kind in ("body", "place") or (
            self.kind == "" and not (self.words and is_first_name(self.words[0]))
        )


def goes_with(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Tell whether two folded names can be one person's: “B. Obama”, “Paz Akin”."""
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    if not shorter or longer[-1] != shorter[-1]:
        return False
    if longer[-len(shorter) :] == shorter:
        return True
    first, other = longer[0], shorter[0]
    if len(shorter) > 1 and len(other) == 1:
        return first.startswith(other)
    if len(shorter) > 1 and len(first) == 1:
        return other.startswith(first)
    return len(shorter) > 1 and first == other
