"""“…”, a dit X; “…”, a-t-il dit: cues inside or behind the words."""

from quotes.extraction.drafts import Draft, Range, span, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.cues import Cue
from quotes.extraction.french.following import over_circumstances, phrase_after
from quotes.extraction.french.rules import CLOSES, Rules
from quotes.extraction.french.shapes import lower
from quotes.extraction.french.verb_groups import Voice
from quotes.extraction.spans import Polarity, Span
from quotes.extraction.tokens import Sort


class Incises(Rules):
    """Read cues whose words stand before them."""

    def read(self, cue: Cue) -> Draft | None:
        """Read a cue that stands inside or behind the words, its subject after it."""
        items, frames = self.items, cue.verb.frames
        if cue.voice is not Voice.FINITE or not set(frames) & set("iq"):
            return None
        before = cue.first - 1
        if before < 0 or self._says_what_follows(cue):
            return None
        comma = items[before].text in (",", "–", "—")
        quoted = items[before].sort is Sort.QUOTE or (
            before > 0 and comma and items[before - 1].sort is Sort.QUOTE
        )
        subject: Range | None
        if cue.clitic >= 0:
            if items[cue.clitic].lower.endswith("on"):
                return None
            subject, end = (cue.clitic, cue.clitic + 1), cue.last
        else:
            if not comma and not quoted:
                return None
            subject = phrase_after(items, cue.last)
            if not subject:
                return None
            if not quoted and not self._stands_alone(subject[1]):
                return None
            end = subject[1]
            subject = self._with_name(subject)
        place = self._words_before(cue)
        if place is None:
            return None
        if place[1] - place[0] < 3 and not self.reading.has_quote(place):
            return self._after_connector(cue, subject, end)
        content = [span(items, place)]
        rule = "incise"
        rest = self._words_after(max(end, subject[1]), place, cue)
        if rest:
            content.append(span(items, rest))
        self.subjects[cue.first] = subject
        mention = span(items, subject)
        if cue.clitic >= 0:
            text = items[cue.clitic].text
            mention = Span(mention.end - len(text.rsplit("-", 1)[1]), mention.end)
        draft = self._draft(cue, content, [mention], rule)
        if cue.verb.lemma == "demander":
            draft.polarity = Polarity.ASSERTED  # “Pourquoi ?” demande X: a question
        return draft

    def _after_connector(self, cue: Cue, subject: Range, end: int) -> Draft | None:
        """Read “Par ailleurs, poursuit X, la langue …”: the words come after."""
        if lower(self.items, end) != "," or lower(self.items, cue.first - 1) != ",":
            return None
        start = end + 1
        place = trimmed(self.items, start, self.reading.clause_end(start, cue))
        first = lower(self.items, place[0])
        if place[1] - place[0] < 4 or first in w.PREPOSITIONS | w.RELATIVES:
            return None
        self.subjects[cue.first] = subject
        mention = self._mention(cue, subject)
        return self._draft(cue, [span(self.items, place)], [mention], "incise")

    def _says_what_follows(self, cue: Cue) -> bool:
        """Tell whether que or a colon behind the verb brings the words."""
        after = over_circumstances(self.items, cue.last, len(self.items))
        return lower(self.items, after) in ("que", "qu'") or (
            cue.clitic < 0 and lower(self.items, after) == ":"
        )

    def _stands_alone(self, at: int) -> bool:
        at = over_circumstances(self.items, at, len(self.items))
        return (
            lower(self.items, at) in CLOSES
            or lower(self.items, at).endswith("ant")
            or lower(self.items, at)
            in ("qui", "dans", "à", "lors", "au", "sur", "en", "pour", "dont")
        )

    def _words_before(self, cue: Cue) -> Range | None:
        """Return the words that an incise belongs to, from where they begin."""
        items, end = self.items, cue.first
        start = end
        while start > 0:
            item = items[start - 1]
            if item.text in (";", ":") and start < end:
                break
            if any(
                other.first <= start - 1 < other.last
                for other in self.cues
                if other is not cue and other.first in self.context.used
            ):
                start = self._behind(start, end)
                break
            start -= 1
        place = trimmed(items, start, end)
        while (
            place[0] < place[1]
            and lower(items, place[0]) in ("mais", "et", "car", "or")
            and items[place[0] + 1 : place[0] + 2]
            and items[place[0] + 1].sort is Sort.QUOTE
        ):
            place = place[0] + 1, place[1]
        return place if place[0] < place[1] else None

    def _behind(self, start: int, end: int) -> int:
        """Return where words begin that another cue of the sentence does not report."""
        for at in range(end - 2, start, -1):
            if self.items[at].text in (",", ";") or self.items[at].lower in (
                "et",
                "mais",
            ):
                return at + 1
        for at in range(start, end):
            if self.items[at].sort is Sort.QUOTE:
                return at
        return start

    def _words_after(self, at: int, place: Range, cue: Cue) -> Range | None:
        """Return the words that go on behind an incise."""
        items = self.items
        quoted_before = any(
            each.sort is Sort.QUOTE for each in items[place[0] : place[1]]
        )
        at = over_circumstances(items, at, len(items))
        at += lower(items, at) in (",", ":", ".", "–")
        if at < len(items) and items[at].sort is Sort.QUOTE:
            end = at + 1
            while end < len(items) and items[end].sort is Sort.QUOTE:
                end += 1
            return at, end
        goes_on = cue.clitic >= 0 or lower(items, at) == "mais"
        if goes_on and not quoted_before and lower(items, at - 1) == ",":
            rest = trimmed(items, at, self.reading.clause_end(at, cue))
            return (
                rest
                if rest[1] - rest[0] > 2 and not lower(items, at).endswith("ant")
                else None
            )
        return None
