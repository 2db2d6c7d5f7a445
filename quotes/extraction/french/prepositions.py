"""“selon X”, “d’après X”, “pour X”: whom a preposition gives words to."""

from quotes.extraction.drafts import Range
from quotes.extraction.french import words as w
from quotes.extraction.french.following import phrase_after
from quotes.extraction.french.rules import Rules
from quotes.extraction.french.shapes import can_speak, is_name, lower

#: Endings of those who do something: “son producteur”, “sa biographe”.
_AGENTS = (
    "eur",
    "euse",
    "trice",
    "iste",
    "ien",
    "ienne",
    "graphe",
    "logue",
    "ère",
    "ant",
)


class Prepositions(Rules):
    """Tell which prepositions name somebody who speaks."""

    def _according_to(self, at: int) -> tuple[int, Range] | None:
        """Return where the words of “selon”, “d'après”, “pour” end, and whom they name."""
        items, word = self.items, self.items[at].lower
        if word in w.ACCORDING:
            start = at + 1
        elif word == "d'" and lower(items, at + 1) == "après":
            start = at + 2
        elif (
            word == "de"
            and lower(items, at + 1) == "l'"
            and lower(items, at + 2) in ("opinion", "avis", "aveu")
        ):
            start = at + 4
        elif (word == "aux" and lower(items, at + 1) in ("yeux", "dires")) or (
            word == "à"
            and lower(items, at + 1) == "en"
            and lower(items, at + 2) == "croire"
        ):
            start = at + 3
        elif word == "pour":
            if lower(items, at + 1) in ("qui", "lesquels", "lesquelles"):
                named = lower(items, at - 1) == "," or items[at - 1].capital
                return (at + 1, (at + 1, at + 2)) if at and named else None
            return self._for(at)
        else:
            return None
        if (
            lower(items, start) in w.NOT_A_SPEAKER
            or lower(items, start + 1) in w.NOT_A_SPEAKER
        ):
            return None
        person = phrase_after(items, start)
        if person is None or person[0] != start or self._is_measure(at, person):
            return None
        return start, person

    def _is_measure(self, at: int, person: Range) -> bool:
        """Tell “selon ses moyens”, “d’après un roman” from what somebody says."""
        items, first = self.items, lower(self.items, person[0])
        inside = {each.lower for each in items[person[0] : person[1]]}
        named = any(each.capital for each in items[person[0] : person[1]])
        if first in w.POSSESSIVES and not (
            named
            or inside & (w.PEOPLE | w.OPINIONS)
            or lower(items, person[0] + 1).endswith(_AGENTS)
        ):
            return True
        return (
            lower(items, at) == "d'"
            and not named
            and bool(inside & w.MODELS)
            and first not in ("le", "la", "les", "l'", "ce", "cette")
        )

    def _for(self, at: int) -> tuple[int, Range] | None:
        """“Pour Obama, …”: only at the head of a clause, of somebody, before a comma."""
        items = self.items
        if at and lower(items, at - 1) not in (",", ":", ";", "mais", "et", "car", "."):
            return None
        person = phrase_after(items, at + 1)
        if (
            person is None
            or person[0] != at + 1
            or lower(items, self._with_name(person)[1]) not in (",", "«»")
        ):
            return None
        first = items[person[0]]
        human = (
            first.lower in ("lui", "elle", "eux", "elles")
            or is_name(items, *person)
            or any(each.lower in w.PEOPLE for each in items[person[0] : person[1]])
        )
        return (at + 1, person) if human and can_speak(items, *person) else None
