"""What a French verb takes beside a que-clause: noun phrases, infinitives, judgments."""

from collections.abc import Callable

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.clauses import QUE, Clauses
from quotes.extraction.french.cues import Cue
from quotes.extraction.french.endings import is_adjective, is_adverb, is_infinitive
from quotes.extraction.french.following import phrase_after
from quotes.extraction.french.shapes import lower
from quotes.extraction.tokens import Sort

_POINTING = w.POSSESSIVES | {"ces", "cette", "cet"}
_OF_ONES_OWN = frozenset(("manifester", "afficher", "réaffirmer"))
_JUDGING = frozenset(("condamner", "dénoncer", "réclamer", "exiger", "déplorer"))


class Complements(Clauses):
    """Read what stands behind a verb, by its frames."""

    def _governed(
        self, letter: str, prepositions: str
    ) -> Callable[[Cue, int], tuple[Range, str] | None]:
        listed = frozenset(prepositions.split())

        def read(cue: Cue, after: int) -> tuple[Range, str] | None:
            for at in (self._over_adverbs(cue.last), after):
                word = lower(self.items, at)
                if word in ("des", "du") and "n" in cue.verb.frames:
                    continue  # “réclame des mesures” has an object
                if word in listed:
                    start = at + 1
                    if word == "à" and lower(self.items, at + 1) == "ce":
                        start += 2 * (lower(self.items, at + 2) in QUE)
                    place = trimmed(
                        self.items, start, self.clause_end(start, cue, short=True)
                    )
                    if (
                        place[1] - place[0] >= 2
                        or self.has_quote(place)
                        or is_infinitive(lower(self.items, place[0]))
                    ):
                        return place, f"governed-{letter}"
            return None

        return read

    def _over_adverbs(self, at: int) -> int:
        while at < len(self.items) and is_adverb(self.items[at].lower):
            at += 1
        return at

    def _asked(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take what somebody is asked: “demande à X de …”, “appelle X à …”."""
        at = cue.last
        limit = min(len(self.items) - 1, at + 14)
        while at < limit:
            word = self.items[at].lower
            if word in ("de", "d'", "à") and self._is_infinitive(at + 1):
                place = trimmed(
                    self.items, at + 1, self.clause_end(at + 1, cue, short=True)
                )
                return (place, "asked") if place[0] < place[1] else None
            if (
                word in ("de", "d'")
                and cue.verb.lemma == "menacer"
                and at > cue.last + 1
            ):
                place = trimmed(
                    self.items, at + 1, self.clause_end(at + 1, cue, short=True)
                )
                if lower(self.items, at + 1) not in w.DETERMINERS:
                    return place, "asked"
            if self.items[at].sort is Sort.SIGN or word in QUE:
                return None
            at += 1
        return None

    def _is_infinitive(self, at: int) -> bool:
        while lower(self.items, at) in w.CLITICS | {"pas", "ne", "plus"}:
            at += 1
        return is_infinitive(lower(self.items, at))

    def _figure(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take “estime à 300 le nombre de …”."""
        at = cue.last + 1
        if lower(self.items, cue.last) != "à" or not (
            at < len(self.items) and self.items[at].sort is Sort.NUMBER
        ):
            return None
        place = trimmed(self.items, at, self.clause_end(at, cue, short=True))
        return place, "figure"

    def _judged(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take “juge la situation grave”, “considère X comme un allié”: what and how."""
        place = trimmed(self.items, after, self.clause_end(after, cue, short=True))
        if place[1] - place[0] < 2:
            return None
        first, last = self.items[place[0]], self.items[place[1] - 1]
        inside = [each.lower for each in self.items[place[0] : place[1]]]
        if "comme" in inside or self.has_quote(place):
            return place, "judged"
        adjective = is_adjective(first.lower) or is_adjective(last.lower)
        if adjective and cue.verb.lemma in ("juger", "estimer", "trouver"):
            return place, "judged"
        return None

    def _state(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        place = trimmed(self.items, after, self.clause_end(after, cue))
        return (place, "state") if place[0] < place[1] else None

    def _predicate(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take “accuse X de …”, “qualifie X de « … »”, “décrit X comme …”."""
        place = trimmed(self.items, cue.last, self.clause_end(cue.last, cue))
        if place[1] - place[0] < 2:
            return None
        inside = {each.lower for each in self.items[place[0] : place[1]]}
        if not inside & {"de", "d'", "comme", "à"} and not self.has_quote(place):
            return None
        if cue.verb.lemma in ("accuser", "soupçonner", "blâmer") or (
            cue.verb.lemma == "qualifier" and inside & {"de", "d'"}
        ):
            return place, "predicate"
        if self.has_quote(place):
            return self._to_last_quote(place), "predicate"
        return None

    def _to_last_quote(self, place: Range) -> Range:
        """End a predicate with its quoted words: “appelle X « … », en référence à …”."""
        for end in range(place[1], place[0], -1):
            if self.items[end - 1].sort is Sort.QUOTE:
                return (place[0], end) if lower(self.items, end) == "," else place
        return place

    def _noun(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take a noun phrase that states something, not one that names a topic."""
        at = after
        first = lower(self.items, at)
        if first in ("à", "au", "aux"):
            addressee = phrase_after(self.items, at + 1)
            at = addressee[1] if addressee else at
            if addressee and lower(self.items, at) == "(":
                at = self._over_remark(at)
            first = lower(self.items, at)
        if not (first in w.DETERMINERS or self._is_quote(at)) or first in (
            "ce",
            "c'",
            "tout",
        ):
            return None
        end = self.clause_end(at, cue, short=True)
        place = trimmed(self.items, at, end)
        if cue.verb.lemma in _OF_ONES_OWN and first not in w.POSSESSIVES:
            return None
        least = 2 if first in _POINTING or cue.verb.lemma in _JUDGING else 3
        if place[1] - place[0] < least and not self.has_quote(place):
            return None
        if (
            first in ("des", "plusieurs")
            and not self.has_quote(place)
            and place[1] - place[0] < 5
        ):
            return None
        return place, "noun-phrase"
