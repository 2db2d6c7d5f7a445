"""What is said, in a French sentence: the content that goes with a verb."""

from collections.abc import Sequence

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.french import words as w
from quotes.extraction.french.cues import Cue, Voice
from quotes.extraction.french.phrases import (
    goes_on,
    lower,
    over_circumstances,
    phrase_after,
)
from quotes.extraction.tokens import Sort, Token

_QUE = frozenset(("que", "qu'"))
_POINTING = w.POSSESSIVES | {"ces", "cette", "cet"}
_JUDGING = frozenset(("condamner", "dénoncer", "réclamer", "exiger", "déplorer"))
#: No gap between a verb and its que is longer.
_GAP = 30
_STOP_CLAUSE = frozenset((";",))


class Reading:
    """A sentence with its cues, read for what each of them reports."""

    def __init__(self, items: Sequence[Token], cues: Sequence[Cue]) -> None:
        self.items, self.cues = items, cues

    def content(self, cue: Cue) -> tuple[Range, str] | None:
        """Return what stands behind a verb as its content, and the rule that found it."""
        frames = cue.verb.frames
        after = over_circumstances(self.items, cue.last, len(self.items))
        if found := self._clause(cue, after):
            return found
        if "w" in frames and not set(frames) & set("qndascp"):
            return self._weak(cue, after)
        if found := self._quoted(cue, after):
            return found
        for letter, reader in (
            ("f", self._figure),
            ("r", self._asked),
            ("e", self._state),
            ("o", self._predicate),
            ("d", self._governed("d", "de d' du des")),
            ("a", self._governed("a", "à au aux")),
            ("s", self._governed("s", "sur")),
            ("c", self._governed("c", "contre")),
            ("p", self._governed("p", "pour")),
            ("j", self._judged),
            ("n", self._noun),
        ):
            if letter in frames and (found := reader(cue, after)):
                return found
        return None

    # que and a clause

    def _clause(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        if not set(cue.verb.frames) & set("qidw"):
            return None
        if (
            set(cue.verb.frames) & set("qd")
            and self._is_infinitive(cue.last)
            and cue.voice is Voice.FINITE
        ):
            place = trimmed(self.items, cue.last, self.clause_end(cue.last, cue))
            return place, "infinitive"
        at = self._que(cue.last, after)
        if at is None:
            return None
        place = trimmed(self.items, at + 1, self.clause_end(at + 1, cue))
        if place[0] >= place[1]:
            return None
        weak = "q" not in cue.verb.frames
        if weak and not self._has_quote(place):
            return None
        return place, "que-clause"

    def _que(self, start: int, after: int) -> int | None:
        """Return where que stands, over an addressee or a remark between commas."""
        for at in (after, self._over_remark(after)):
            if lower(self.items, at) in _QUE:
                return at
        return None

    def _over_remark(self, at: int) -> int:
        """Step over “, dans un communiqué,” and the like."""
        if at < len(self.items) and self.items[at].text in (",", "(", "–"):
            closing = {",": ",", "(": ")", "–": "–"}[self.items[at].text]
            for end in range(at + 1, min(len(self.items), at + _GAP)):
                if self.items[end].text == closing:
                    return end + 1
        return at

    # words in marks behind the verb

    def _quoted(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        at = after
        if at < len(self.items) and self.items[at].text in (":", ","):
            at += 1
            if self.items[at - 1].text == "," and not self._is_quote(at):
                return None
        if self._is_quote(at):
            end = at + 1
            while self._is_quote(end) or (
                lower(self.items, end) in ("et", ",", "puis")
                and self._is_quote(end + 1)
            ):
                end += 1
            if (
                self.items[at - 1].text != ":"
                and cue.voice is not Voice.GERUND
                and lower(self.items, end) not in (",", "dans", "sur", "lors", "suite")
            ):
                goes = "n" in cue.verb.frames or self._is_inner(at, end)
                end = max(end, self.clause_end(at, cue) if goes else end)
            return trimmed(self.items, at, end), "quote-after"
        if (
            at > after
            and self.items[after].text == ":"
            and "q" in cue.verb.frames
            and at < len(self.items)
        ):
            return trimmed(self.items, at, self.clause_end(at, cue)), "colon"
        return None

    def _is_inner(self, at: int, end: int) -> bool:
        """Tell whether a clause goes on behind quoted words: dit « regretter » son choix."""
        first = next((each for each in self.items[at].text if each.isalpha()), "A")
        return (
            first.islower()
            and end < len(self.items)
            and self.items[end].sort is Sort.WORD
            and lower(self.items, end) in w.DETERMINERS | w.LINKING
        )

    def _weak(self, cue: Cue, after: int) -> tuple[Range, str] | None:
        """Take a weak verb only with words in marks that stand right behind it."""
        at = after
        if lower(self.items, at) == ":":
            at += 1
            if self._is_quote(at):
                return (at, at + 1), "quote-after"
            return None
        end = self.clause_end(at, cue)
        for colon in range(at, end - 1):
            if self.items[colon].text == ":" and self._is_quote(colon + 1):
                return (colon + 1, colon + 2), "quote-after"
        place = trimmed(self.items, at, end)
        if (
            place[0] < place[1]
            and self._has_quote((place[0], min(place[1], place[0] + 14)))
            and (
                lower(self.items, at)
                in w.DETERMINERS
                | {
                    "de",
                    "d'",
                    "que",
                    "qu'",
                    "comme",
                }
                or self._is_quote(at)
            )
        ):
            return place, "weak-quoted"
        return None

    # complements of other kinds

    def _governed(self, letter: str, prepositions: str):
        listed = frozenset(prepositions.split())

        def read(cue: Cue, after: int) -> tuple[Range, str] | None:
            for at in (cue.last, after):
                word = lower(self.items, at)
                if word in ("des", "du") and "n" in cue.verb.frames:
                    continue  # “réclame des mesures” has an object
                if word in listed:
                    start = at + 1
                    if word == "à" and lower(self.items, at + 1) == "ce":
                        start += 2 * (lower(self.items, at + 2) in _QUE)
                    place = trimmed(
                        self.items, start, self.clause_end(start, cue, short=True)
                    )
                    if (
                        place[1] - place[0] >= 2
                        or self._has_quote(place)
                        or w.is_infinitive(lower(self.items, place[0]))
                    ):
                        return place, f"governed-{letter}"
            return None

        return read

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
                if lower(self.items, at - 1) not in w.DETERMINERS and not any(
                    each.lower in w.LINKING
                    for each in self.items[at + 1 : place[1]][1:]
                ):
                    return place, "asked"
            if self.items[at].sort is Sort.SIGN or word in _QUE:
                return None
            at += 1
        return None

    def _is_infinitive(self, at: int) -> bool:
        while lower(self.items, at) in w.CLITICS | {"pas", "ne", "plus"}:
            at += 1
        return w.is_infinitive(lower(self.items, at))

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
        if "comme" in inside or self._has_quote(place):
            return place, "judged"
        adjective = w.is_adjective(first.lower) or w.is_adjective(last.lower)
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
        if not inside & {"de", "d'", "comme", "à"} and not self._has_quote(place):
            return None
        if cue.verb.lemma in ("accuser", "soupçonner", "blâmer") or (
            cue.verb.lemma == "qualifier" and inside & {"de", "d'"}
        ):
            return place, "predicate"
        if self._has_quote(place):
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
        least = 2 if first in _POINTING or cue.verb.lemma in _JUDGING else 3
        if place[1] - place[0] < least and not self._has_quote(place):
            return None
        if (
            first in ("des", "plusieurs")
            and not self._has_quote(place)
            and place[1] - place[0] < 5
        ):
            return None
        return place, "noun-phrase"

    # where it ends

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
                elif lower(items, at - 1) not in _QUE:
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
                or w.is_adverb(items[at - 1].lower)
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
        while back > start and (w.is_adverb(items[back - 1].lower)):
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
        for opener in range(back - 1, max(start, back - 16), -1):
            word = items[opener].lower
            if word in ("que", "qu'", "qui", "dont"):
                return None
            if word in ("tandis", "alors") and lower(items, opener + 1) in _QUE:
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
                if self.items[at].lower in w.VERBAL | _QUE:
                    break
        return comma

    def _enumerates(self, comma: int) -> bool:
        """Tell whether what follows a comma goes on with the same noun phrase."""
        after = lower(self.items, comma + 1)
        if self._is_quote(comma + 1) or w.is_infinitive(after):
            return True
        if after in ("se", "s'", "y") and w.is_infinitive(lower(self.items, comma + 2)):
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

    def _has_quote(self, place: Range) -> bool:
        return any(each.sort is Sort.QUOTE for each in self.items[place[0] : place[1]])


__all__ = ["Reading", "goes_on"]
