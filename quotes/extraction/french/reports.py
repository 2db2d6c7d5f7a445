"""X a dit que …; accusé par X: cues whose words stand behind them."""

from quotes.extraction.drafts import Draft, Opening, Range, span, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.cues import Cue
from quotes.extraction.french.following import phrase_after
from quotes.extraction.french.phrases import phrase_ending, subject_before
from quotes.extraction.french.rules import Rules
from quotes.extraction.french.shapes import lower
from quotes.extraction.french.verb_groups import Voice

_CLAIMED = frozenset(
    [
        "revendiquer",
        "émettre",
        "dénoncer",
        "annoncer",
        "confirmer",
        "réclamer",
        "affirmer",
        "accuser",
        "avancer",
        "évoquer",
        "démentir",
        "rapporter",
        "révéler",
        "contester",
        "critiquer",
        "condamner",
    ]
)


class Reports(Rules):
    """Read cues whose words stand behind them."""

    def read(self, cue: Cue) -> Draft | None:
        if cue.voice is Voice.PASSIVE or lower(self.items, cue.first - 1) == "comme":
            return None
        found = self.reading.content(cue)
        if found is None:
            return None
        place, rule = found
        subject = self._subject(cue)
        if subject is None and rule not in ("que-clause", "quote-after"):
            return None
        if subject is None and cue.clitic < 0:
            return None
        if subject is not None:
            if self.items[subject[0]].lower in w.FIRST_PERSONS:
                return None
            if lower(self.items, subject[0] - 1) in ("si", "s'") and (
                lower(self.items, subject[0] - 2) != "même"
            ):
                return None  # “si le maire dit que …”: nobody has said it
            if rule == "quote-after" and self._is_epithet(cue, subject, place):
                return None
            self.subjects[cue.first] = subject
        mention = [self._mention(cue, subject)] if subject else []
        content = [span(self.items, place)]
        return self._draft(cue, content, mention, rule)

    def passive(self, cue: Cue) -> Draft | None:
        items = self.items
        if cue.voice is not Voice.PASSIVE or cue.verb.lemma not in _CLAIMED:
            return None
        at = cue.last
        for place in range(at, min(at + 6, len(items))):
            if items[place].lower == "par":
                agent = phrase_after(items, place + 1)
                if cue.verb.lemma == "accuser" and agent:
                    return self._accused(cue, agent)
                what = subject_before(items, cue.first)
                if what is None and lower(items, cue.first - 1) == ",":
                    what = phrase_ending(items, cue.first - 1)
                if agent and what:
                    return self._draft(
                        cue, [span(items, what)], [span(items, agent)], "passive"
                    )
        return None

    def _is_epithet(self, cue: Cue, subject: Range, place: Range) -> bool:
        """Tell whether “dit” gives a name: “le quartier dit « des Tanneurs »”."""
        items = self.items
        if cue.verb.lemma != "dire" or cue.last - cue.first > 1 or place[0] != cue.last:
            return False
        who = items[subject[0] : subject[1]]
        human = any(
            (each.capital and each.start > items[0].start) or each.lower in w.PEOPLE
            for each in who
        )
        short = len(items[place[0]].text.split()) <= 5 and place[1] - place[0] == 1
        return short and not human and who[0].lower not in w.PRONOUNS

    def _accused(self, cue: Cue, agent: Range) -> Draft | None:
        """Read “est accusé par X d’avoir …”."""
        at = agent[1]
        if lower(self.items, at) not in ("de", "d'"):
            return None
        place = trimmed(self.items, at + 1, self.reading.clause_end(at + 1, cue))
        if place[1] - place[0] < 2:
            return None
        return self._draft(
            cue, [span(self.items, place)], [span(self.items, agent)], "passive"
        )

    def keep(self, cue: Cue) -> None:
        """Remember a cue with its subject that brings no words in its own sentence."""
        subject = self._subject(cue)
        if subject and self.items[subject[0]].lower not in w.FIRST_PERSONS:
            self.subjects[cue.first] = subject
            who = self._mention(cue, subject)
            self.context.openings.append(
                Opening(span(self.items, (cue.first, cue.last)), who)
            )
