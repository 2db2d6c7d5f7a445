"""Selon X, d’après X, pour X: prepositions as cues."""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft, Range, span, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.prepositions import Prepositions
from quotes.extraction.french.shapes import is_finite, is_name, lower
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort, Token


class According(Prepositions):
    """Read prepositions that give words to somebody."""

    def drafts(self) -> list[Draft]:
        """Return what the sentence gives to somebody by a preposition."""
        found = []
        for at in range(len(self.items)):
            who = self._according_to(at)
            if who is None:
                continue
            start, person = who
            draft = self._according_draft(at, start, self._with_name(person))
            if draft:
                found.append(draft)
        return found

    def _according_draft(self, at: int, start: int, person: Range) -> Draft | None:
        items = self.items
        at_head = (
            at == 0
            or lower(items, start) in ("qui", "lesquels", "lesquelles")
            or lower(items, at - 1)
            in ("et", "mais", "car", "or", ":", ";", "que", "qu'", "puisque", "–", "—")
            or (
                lower(items, at - 1) == ","
                and (at < 4 or lower(items, at - 2) in ("mais", "et", "or", "ainsi"))
            )
        )
        cue = span(items, (at, start))
        mentions = _several(items, person)
        end = person[1]
        if at_head or (items[at].capital and at < 6):
            begin = self._past_comma(self._to_comma(end))
            place = trimmed(items, begin, self._sentence_part_end(begin))
            place = self._quote_of_name(place)
        else:
            place = self._over_topic(trimmed(items, self._clause_start(at), at))
            if (
                lower(items, end) == ","
                and self._goes_on(end + 1)
                and place[1] > place[0]
            ):
                rest = trimmed(items, end + 1, self._sentence_part_end(end + 1))
                if rest[0] < rest[1]:
                    return self._made(
                        [span(items, place), span(items, rest)], cue, mentions
                    )
        if place[1] - place[0] < 2 and not any(
            each.sort is Sort.QUOTE for each in items[place[0] : place[1]]
        ):
            return None
        return self._made([span(items, place)], cue, mentions)

    def _made(self, content: list[Span], cue: Span, mentions: list[Span]) -> Draft:
        return Draft(
            content, cue, mentions, "according-to", self.context.sentence.number
        )

    def _to_comma(self, at: int) -> int:
        """Step over what goes on with the mention up to a comma: a participle, a place."""
        for end in range(at, min(len(self.items), at + 16)):
            item = self.items[end]
            if item.text in (",", "("):
                return end
            if item.sort is Sort.QUOTE or item.lower in w.VERBAL | w.SUBJECTS:
                break
        return at

    def _past_comma(self, at: int) -> int:
        """Step over a remark on the speaker: “Selon X, sociologue, …”."""
        items = self.items
        if lower(items, at) == "(":
            while at < len(items) and lower(items, at) != ")":
                at += 1
            at += 1
        if lower(items, at) != ",":
            return at
        for end in range(at + 1, min(len(items), at + 25)):
            if items[end].text in (";", ":"):
                break
            if items[end].text == ",":
                return end + 1 if self._is_remark(at, end) else at + 1
        return at + 1

    def _is_remark(self, comma: int, end: int) -> bool:
        """Tell whether a stretch between commas is about the speaker, not a clause."""
        start = comma + 1
        first = lower(self.items, start)
        if first in ("qui", "dont"):
            return True
        inside = {each.lower for each in self.items[start:end]}
        if inside & (w.VERBAL | w.SUBJECTS - {"qui"}):
            return False
        opens = w.DETERMINERS | {"il", "elle", "on"}
        named = self.items[comma - 1].capital and self.items[comma - 2].capital
        return first not in opens or (named and self._is_role(start, end))

    def _is_role(self, start: int, end: int) -> bool:
        return any(
            each.lower in w.PEOPLE for each in self.items[start : min(end, start + 3)]
        )

    def _sentence_part_end(self, begin: int) -> int:
        """Return where a clause ends that begins at an item, another report before it."""
        items = self.items
        for at in range(begin, len(items)):
            if items[at].text == ";":
                return at
            if (
                at > begin + 1
                and self._according_to_word(at)
                and items[at - 1].text == ","
            ):
                return at - 1
        for cue in self.cues:
            if (
                cue.first > begin
                and lower(items, cue.first - 1) == ","
                and cue.clitic >= 0
            ):
                return cue.first - 1
        return len(items)

    def _according_to_word(self, at: int) -> bool:
        word = self.items[at].lower
        return word in w.ACCORDING or (
            word == "d'" and lower(self.items, at + 1) == "après"
        )

    def _clause_start(self, at: int) -> int:
        items = self.items
        after_comma = lower(items, at - 1) == ","
        for start in range(at - 1, 0, -1):
            if items[start - 1].text in (";", ":"):
                return start
            word = items[start - 1].lower
            if not after_comma and word in ("que", "qu'", "car") and start < at - 2:
                return start
            if any(
                cue.last == start - 1 or cue.last == start for cue in self.cues
            ) and word in ("que", "qu'"):
                return start
        return (
            1
            if lower(items, 0) in ("mais", "or", "et", "car") and lower(items, 1) == ","
            else 0
        )

    def _quote_of_name(self, place: Range) -> Range:
        """Leave out what only names the speaker: “Selon X, son chef : « … »”."""
        items, (start, end) = self.items, place
        for at in range(start + 1, min(end - 1, start + 10)):
            if items[at].lower in w.VERBAL or items[at].sort is Sort.QUOTE:
                break
            if items[at].text == ":" and items[at + 1].sort is Sort.QUOTE:
                return at + 1, end
        return place

    def _over_topic(self, place: Range) -> Range:
        """Leave out the topic in front of an impersonal clause: “Sur les dix, il reste …”."""
        items, (start, end) = self.items, place
        if lower(items, start) == "sur":
            for at in range(start + 2, min(end - 3, start + 12)):
                if items[at].text == ",":
                    return (at + 1, end) if lower(items, at + 1) == "il" else place
        return place

    def _goes_on(self, at: int) -> bool:
        """Tell whether a clause goes on behind “, selon lui,”."""
        rest = self.items[at:]
        until = next(
            (n for n, each in enumerate(rest) if each.text == "," and n > 3), len(rest)
        )
        has_verb = any(
            each.lower in w.VERBAL or is_finite(each) for each in rest[:until]
        ) or (
            len(rest) > 3
            and lower(self.items, at) in ("à", "de", "une", "un", "que", "en")
        )
        return (
            has_verb
            and len(rest) > 3
            and lower(self.items, at)
            not in (
                "qui",
                "dont",
                "et",
                "mais",
                "alors",
                "tandis",
                "où",
                "ce",
                "ministre",
                "président",
            )
            and not is_name(self.items, at, at + 1)
        )


def _several(items: Sequence[Token], person: Range) -> list[Span]:
    """Cut “Kiev et Washington” in two; one with a determiner stays one phrase."""
    start, end = person
    for at in range(start + 1, end - 1):
        if items[at].lower == "et" and items[start].capital and items[at + 1].capital:
            return [span(items, (start, at)), span(items, (at + 1, end))]
    return [span(items, person)]
