"""Nouns as cues: “l’appel de Kiev à …”, “malgré les appels de Kiev”, “le constat est de X”."""

from quotes.extraction.drafts import Draft, Range, span, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.endings import is_infinitive
from quotes.extraction.french.following import phrase_after
from quotes.extraction.french.rules import Context, Rules
from quotes.extraction.french.shapes import is_finite, lower
from quotes.extraction.items import Sentence
from quotes.extraction.spans import Polarity, Span
from quotes.extraction.tokens import Sort

_REQUESTS = frozenset(
    [
        "appel",
        "appels",
        "demande",
        "demandes",
        "exigence",
        "exigences",
        "requête",
        "requêtes",
        "injonction",
        "injonctions",
        "supplique",
        "suppliques",
        "doléance",
        "doléances",
        "revendication",
        "revendications",
        "recommandation",
        "recommandations",
    ]
)
_DENIALS = frozenset(["démenti", "démentis", "dénégation", "dénégations"])
_CLAIMS = frozenset(
    [
        "affirmation",
        "affirmations",
        "déclaration",
        "déclarations",
        "annonce",
        "promesse",
        "promesses",
        "assurance",
        "menace",
        "menaces",
        "constat",
        "remarque",
        "avertissement",
        "avertissements",
        "aveu",
        "aveux",
        "conviction",
        "crainte",
        "craintes",
        "accusation",
        "accusations",
        "allégation",
        "allégations",
        "avis",
        "conclusion",
        "conclusions",
        "prédiction",
        "prédictions",
        "théorie",
        "thèse",
        "argument",
        "observation",
        "message",
        "critique",
        "plainte",
        "analyse",
        "opinion",
    ]
)
_ALL = _REQUESTS | _DENIALS | _CLAIMS
_DESPITE = frozenset(["malgré", "après", "devant"])
_WHICH = frozenset(["laquelle", "lequel", "lesquelles", "lesquels"])
_OF = w.LINKING


class Nominal(Rules):
    """Read nouns that say what somebody said."""

    def __init__(self, context: Context, before: Sentence | None) -> None:
        super().__init__(context)
        self.before = before

    def drafts(self) -> list[Draft]:
        """Return what the sentence gives to somebody by a noun."""
        found = []
        for at, item in enumerate(self.items):
            if item.sort is Sort.WORD and item.lower in _ALL:
                draft = (
                    self._of_the_sentence_before(at)
                    or self._according_to_which(at)
                    or self._asked(at)
                    or self._despite(at)
                )
                if draft:
                    found.append(draft)
        return found

    def _speaker(self, at: int) -> Range | None:
        """Return whom “de X”, “par X” behind an item names."""
        if lower(self.items, at) not in _OF | {"par"}:
            return None
        person = phrase_after(self.items, at + 1)
        if person is None or person[0] != at + 1:
            return None
        first = self.items[person[0]]
        inside = self.items[person[0] : person[1]]
        human = any(each.capital or each.lower in w.PEOPLE for each in inside)
        contracted = lower(self.items, at) in ("du", "des")
        if lower(self.items, at) == "par" and first.lower in w.DETERMINERS:
            return person
        return person if human and (contracted or first.lower != "un") else None

    def _cue(self, at: int) -> Range:
        """Return a noun with the determiner in front of it."""
        return (at - 1 if lower(self.items, at - 1) in w.DETERMINERS else at, at + 1)

    def _made(
        self, at: int, content: Span, who: Range | None, rule: str, confidence: int = 60
    ) -> Draft:
        noun = self.items[at].lower
        polarity = (
            Polarity.REQUESTED
            if noun in _REQUESTS
            else Polarity.DENIED
            if noun in _DENIALS
            else Polarity.ASSERTED
        )
        return Draft(
            [content],
            span(self.items, self._cue(at)),
            [span(self.items, who)] if who else [],
            rule,
            self.context.sentence.number,
            polarity,
            confidence,
        )

    # C’est le constat de X. Le constat amer est de X.

    def _of_the_sentence_before(self, at: int) -> Draft | None:
        items, before = self.items, self.before
        if before is None or before.paragraph != self.context.sentence.paragraph:
            return None
        head = [each.lower for each in items[:at]]
        after = at + 1
        if head[:2] == ["c'", "est"] or head[:2] in (["tel", "est"], ["telle", "est"]):
            pass
        elif len(head) <= 2 and "est" in [
            each.lower for each in items[after : after + 3]
        ]:
            after = (
                next(n for n in range(after, after + 3) if lower(items, n) == "est") + 1
            )
        else:
            return None
        if at > 6 or lower(items, at - 1) in w.PREPOSITIONS:
            return None
        who = self._speaker(after)
        if who is None:
            return None
        place = trimmed(before.items, 0, len(before.items))
        if place[1] - place[0] < 3:
            return None
        return self._made(at, span(before.items, place), who, "nominal-before")

    # la thèse selon laquelle …, l’annonce que …

    def _according_to_which(self, at: int) -> Draft | None:
        items = self.items
        who = self._speaker(at + 1)
        after = who[1] if who else at + 1
        if lower(items, after) == "selon" and lower(items, after + 1) in _WHICH:
            start = after + 2
        elif who and lower(items, after) in ("que", "qu'"):
            start = after + 1
        else:
            return None
        end, has_verb = start, False
        while end < len(items) and items[end].text not in (";", "."):
            if items[end].text == "," and end > start + 3:
                break
            finite = items[end].lower in w.VERBAL or is_finite(items[end])
            if finite and has_verb and items[end - 1].lower not in w.RELATIVES:
                break
            has_verb = has_verb or finite
            end += 1
        place = trimmed(items, start, end)
        if place[1] - place[0] < 3:
            return None
        return self._made(at, span(items, place), who, "nominal-clause")

    # l’appel de X à …, la promesse de X de …

    def _asked(self, at: int) -> Draft | None:
        items = self.items
        who = self._speaker(at + 1)
        if who is None or lower(items, who[1]) not in ("à", "de", "d'", "au", "aux"):
            return None
        wanted = (
            ("à", "au", "aux") if lower(items, at).startswith("appel") else ("de", "d'")
        )
        verb = lower(items, who[1] + 1)
        infinitive = is_infinitive(verb) or verb in w.CLITICS
        if lower(items, who[1]) not in wanted or not infinitive:
            return None
        end = who[1] + 1
        while end < len(items) and items[end].sort is not Sort.SIGN:
            if items[end].lower in w.VERBAL and end > who[1] + 2:
                break
            end += 1
        place = trimmed(items, who[1] + 1, end)
        if place[1] - place[0] < 3:
            return None
        return self._made(at, span(items, place), who, "nominal-infinitive")

    # Il est peu probable que …, malgré les appels de X

    def _despite(self, at: int) -> Draft | None:
        items = self.items
        if items[at].lower not in _REQUESTS | _DENIALS:
            return None
        opener = lower(items, at - 2)
        if opener not in _DESPITE and lower(items, at - 1) not in _DESPITE:
            return None
        who = self._speaker(at + 1)
        if who is None or lower(items, who[1]) not in (".", "", ",", ";"):
            return None
        start = at - 2 if opener in _DESPITE else at - 1
        for que in range(start - 1, 0, -1):
            if items[que].text in (";", ":"):
                return None
            if items[que].lower in ("que", "qu'"):
                place = trimmed(items, que + 1, start)
                if place[1] - place[0] >= 4:
                    return self._made(at, span(items, place), who, "nominal-despite")
                return None
        if opener == "malgré" and lower(items, start - 1) == ",":
            place = trimmed(items, 0, start)
            if place[1] - place[0] >= 4:
                return self._made(at, span(items, place), who, "nominal-despite", 50)
        return None
