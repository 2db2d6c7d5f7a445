"""Where a French clause or phrase ends that somebody said."""

from collections.abc import Sequence

from quotes.extraction.drafts import Range
from quotes.extraction.french import words as w
from quotes.extraction.french.cues import Cue
from quotes.extraction.french.endings import is_adverb, is_infinitive
from quotes.extraction.french.following import over_circumstances, phrase_after
from quotes.extraction.french.phrases import subject_before
from quotes.extraction.french.shapes import lower
from quotes.extraction.french.verb_groups import Voice
from quotes.extraction.tokens import Sort, Token

#: No gap between a verb and its que is longer.
GAP = 30
QUE = frozenset(("que", "qu'"))


class Clauses:
    """A sentence with its cues, and where contents end in it."""

    def __init__(self, items: Sequence[Token], cues: Sequence[Cue]) -> None:
        self.items, self.cues = items, cues

    def clause_end(self, start: int, cue: Cue, *, short: bool = False) -> int:
        """Return where the content that begins at an item ends.

        At the end of the sentence, unless the report goes on before: with another cue
        (“, selon …”, “et a ajouté …”, “, affirmant …”). A short one, a noun phrase or an
        infinitive, ends at the first comma that no enumeration needs.
        """
        items = self.items
        end = len(items)
        for other in self.cues:
            if other.first <= start or other.first >= end:
                continue
            cut = self._cut_before(other, start)
            if cut is not None and cut > start:
                end = min(end, cut)
        for at in range(start, end):
            if (
                items[at].sort is not Sort.SIGN
                and items[at].lower not in w.ACCORDING
                and items[at].lower != "d'"
            ):
                continue
            text = items[at].text
            if text == ";" or (short and text in ("(", "–", "—", ":")):
                return at
            if (
                items[at].lower in w.ACCORDING
                or (items[at].lower == "d'" and lower(items, at + 1) == "après")
            ) and (
                at > start + 1
                and phrase_after(items, at + 1 + (items[at].lower == "d'"))
                and lower(items, at + 1) not in w.NOT_A_SPEAKER
            ):
                if items[at - 1].text == ",":
                    rest = self._after_comma(at)
                    if rest is None:
                        return at - 1
                elif lower(items, at - 1) not in QUE:
                    return at
            if short and text == "," and not self._enumerates(at):
                return at
        return self._before_medium(start, end)

    def _before_medium(self, start: int, end: int) -> int:
        """End a content before where it was said: “… dans un communiqué”, “sur Twitter”."""
        items = self.items
        for at in range(max(start + 2, end - 12), end - 1):
            word, after = items[at].lower, lower(items, at + 1)
            if word == "dans" and after in w.DETERMINERS:
                if any(lower(items, n) in w.MEDIA for n in (at + 2, at + 3)):
                    return at
            elif (
                word == "sur"
                and (after in w.NETWORKS or lower(items, at + 2) in w.NETWORKS)
            ) or (
                word == "lors"
                and any(lower(items, n) in w.OCCASIONS for n in (at + 2, at + 3))
            ):
                return at
        return end

    def _after_comma(self, at: int) -> int | None:
        """Return where a sentence goes on behind “, selon lui,”; None if it does not."""
        person = phrase_after(self.items, at + 1)
        if (
            person
            and lower(self.items, person[1]) == ","
            and person[1] + 3 < len(self.items)
        ):
            return person[1] + 1
        return None

    def _cut_before(self, other: Cue, start: int) -> int | None:
        """Return where the clause of a later cue begins, if it is on a level with ours."""
        items, at = self.items, other.first
        if other.clitic >= 0 and at > start and items[at - 1].text == ",":
            return at - 1
        if other.voice is Voice.GERUND:
            while at > start and (
                items[at - 1].lower in ("tout", "en", "ainsi", "an", "également")
                or is_adverb(items[at - 1].lower)
            ):
                at -= 1
            brings = over_circumstances(items, other.last, len(items))
            if (
                lower(items, brings) in (":", "que", "qu'", "«»")
                and items[at - 1].text != ","
            ):
                return at
            if (
                items[at - 1].text == ","
                or items[at].lower in ("en", "tout")
                or lower(items, at - 1) == "et"
            ):
                return (
                    at - 1
                    if items[at - 1].text in (",",) or lower(items, at - 1) == "et"
                    else at
                )
            if lower(items, at - 1) == "an":
                return at - 1
            return None
        back = at
        while back > start and (is_adverb(items[back - 1].lower)):
            back -= 1
        if lower(items, back - 1) in ("et", "mais", "puis"):
            return back - 1
        if items[back - 1].text == ",":
            following = phrase_after(items, other.last)
            if (
                following
                and other.verb.frames.count("i")
                and lower(items, following[1])
                in (".", ",", "", ":", "«»", "à", "dans", "lors", "sur", "»")
            ):
                return self._own_words(back - 1, start)
        own = subject_before(items, other.first)
        if own and lower(items, own[0] - 1) == "et" and own[0] - 1 > start:
            return own[0] - 1
        for opener in range(back - 1, max(start, back - 16), -1):
            word = items[opener].lower
            if word in ("que", "qu'", "qui", "dont"):
                return None
            if word in ("tandis", "alors") and lower(items, opener + 1) in QUE:
                return opener
            if items[opener].text == "," and lower(items, opener + 1) in (
                "et",
                "mais",
                "tandis",
                "alors",
            ):
                return opener
            if word in ("mais",):
                return opener
        return None

    def _own_words(self, comma: int, start: int) -> int:
        """Return where the words of an incise begin: in “…, une « farce », a dit X”."""
        if self._is_quote(comma - 1):
            for at in range(comma - 2, max(start, comma - 8), -1):
                if self.items[at].text == ",":
                    return at
                if self.items[at].lower in w.VERBAL | QUE:
                    break
        return comma

    def _enumerates(self, comma: int) -> bool:
        """Tell whether what follows a comma goes on with the same noun phrase."""
        after = lower(self.items, comma + 1)
        if self._is_quote(comma + 1) or is_infinitive(after):
            return True
        if after in ("se", "s'", "y") and is_infinitive(lower(self.items, comma + 2)):
            return True
        if after in w.DAYS | {"par"} and "," in (
            each.text for each in self.items[comma + 2 : comma + 8]
        ):
            return True
        return after in w.DETERMINERS - {"ce", "cet"} | {
            "de",
            "d'",
            "du",
            "et",
            "mais",
            "notamment",
            "dont",
            "comme",
            "à",
            "ainsi",
            "y",
        }

    def _is_quote(self, at: int) -> bool:
        return at < len(self.items) and self.items[at].sort is Sort.QUOTE

    def has_quote(self, place: Range) -> bool:
        return any(each.sort is Sort.QUOTE for each in self.items[place[0] : place[1]])

    def _over_remark(self, at: int) -> int:
        """Step over “, dans un communiqué,” and the like."""
        if at < len(self.items) and self.items[at].text in (",", "(", "–"):
            closing = {",": ",", "(": ")", "–": "–"}[self.items[at].text]
            for end in range(at + 1, min(len(self.items), at + GAP)):
                if self.items[end].text == closing:
                    return end + 1
        return at
