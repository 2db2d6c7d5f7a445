"""Where the words of a short record stand in the article's text.

Pure: a text and a record in, spans out. Nothing is guessed of the words themselves:
they stand there once, letter by letter, or the record says where.
"""

from quotes.passages import MARKS
from quotes.texts import CONTEXT, gettext_noop, line_of, starts_of
from quotes.vocabulary import Kind, SpanRole

#: How far from the words a cue or a mention is looked for, in code points.
_NEAR = 600

NOT_IN_TEXT = (
    gettext_noop(
        "These words do not stand in the article’s text, letter by letter: “%(words)s”."
    ),
    gettext_noop("Give them as they are printed there."),
)
TWICE = (
    gettext_noop("These words stand in the text %(count)d times: at %(places)s."),
    gettext_noop("Say which with “start”, in Unicode code points from 0."),
)
NOT_AT = (
    gettext_noop("At %(start)d the text has “%(there)s”, not “%(words)s”."),
    gettext_noop("“start” counts Unicode code points, not bytes and not UTF-16 units."),
)
NO_WORDS = (
    gettext_noop("This quote has neither words nor spans."),
    gettext_noop("Say at least what was said."),
)
NOT_NEAR = (
    gettext_noop(
        "“%(words)s” was left out: it does not stand near the words, or at two places equally near."
    ),
    gettext_noop("Give its span."),
)
OTHER_TEXT_KEPT = (
    gettext_noop("An older text of this article was left out: a newer one is here."),
    "",
)
BAD_SPAN = (
    gettext_noop(
        "%(start)s–%(end)s is not a stretch of this text, which has %(length)d signs."
    ),
    gettext_noop("Count in Unicode code points from 0, the end not included."),
)


class Placed:
    """The spans of a short record in a text, its kind, what is wrong, what to tell."""

    def __init__(self, record, text):
        self.text = text
        self.spans, self.faults, self.warnings = [], [], []
        if record.get("spans"):
            self._take(record["spans"])
        else:
            self._find(record)
        if not self.faults and not self._of(SpanRole.CONTENT):
            self.faults.append(("words", NO_WORDS, None))
        self.kind = record.get("kind") or self._kind()

    @property
    def words(self):
        """The content, piece by piece."""
        return [span["exact"] for span in self._of(SpanRole.CONTENT)]

    def _of(self, role):
        return [span for span in self.spans if span["role"] == role]

    def _add(self, role, start, end):
        self.spans.append(
            {
                "revision": None,
                "role": role.value if hasattr(role, "value") else role,
                "number": len(self._of(role)) + 1,
                "start": start,
                "end": end,
                "exact": self.text[start:end],
                "prefix": self.text[max(0, start - CONTEXT) : start],
                "suffix": self.text[end : end + CONTEXT],
                "state": "exact",
            }
        )

    def _take(self, spans):
        for index, span in enumerate(spans):
            start, end = span.get("start"), span.get("end")
            if start is None or end is None or not start < end <= len(self.text):
                params = {"start": start, "end": end, "length": len(self.text)}
                self.faults.append((f"spans[{index}].start", BAD_SPAN, params))
                continue
            there, said = self.text[start:end], span.get("exact")
            if said and said != there:
                params = {"start": start, "there": there[:80], "words": said[:80]}
                self.faults.append((f"spans[{index}].exact", NOT_AT, params))
                continue
            self._add(span["role"], start, end)

    def _find(self, record):
        words = record.get("words") or []
        pieces = [words] if isinstance(words, str) else words
        pieces = [piece for piece in pieces if piece.strip()]
        after = 0
        for number, piece in enumerate(pieces):
            start = (
                self._first(record, piece)
                if not number
                else self.text.find(piece, after)
            )
            if start is None:
                return
            if start < 0:
                self.faults.append(("words", NOT_IN_TEXT, {"words": piece[:80]}))
                return
            after = start + len(piece)
            self._add(SpanRole.CONTENT, start, after)
        if self.spans:
            self._quoted(record)
            self._nearest(SpanRole.CUE, record.get("cue"), "cue")
            self._nearest(SpanRole.MENTION, record.get("mention"), "mention")

    def _first(self, record, piece):
        """Return where the first piece stands, or None with a fault."""
        start = record.get("start")
        if start is not None:
            there = self.text[start : start + len(piece)]
            if there == piece:
                return start
            params = {"start": start, "there": there[:80], "words": piece[:80]}
            self.faults.append(("start", NOT_AT, params))
            return None
        starts = starts_of(self.text, piece, 50)
        if len(starts) > 1:
            starts = [
                at for at in starts if self._has_context(record, at, piece)
            ] or starts
        if not starts:
            return -1
        if len(starts) > 1:
            places = ", ".join(
                f"{at} (line {line_of(self.text, at)})" for at in starts[:5]
            )
            params = {"count": len(starts), "places": places}
            self.faults.append(("words", TWICE, params))
            return None
        return starts[0]

    def _has_context(self, record, at, piece):
        before, after = record.get("prefix") or "", record.get("suffix") or ""
        rest = self.text[at + len(piece) :]
        return self.text[:at].endswith(before) and rest.startswith(after)

    def _quoted(self, record):
        contents = self._of(SpanRole.CONTENT)
        said = record.get("quoted")
        if said is None:
            for span in contents:
                if self._is_marked(span["start"], span["end"]):
                    self._add(SpanRole.QUOTED, span["start"], span["end"])
            return
        at = contents[0]["start"]
        for words in said:
            start = self.text.find(words, at, contents[-1]["end"])
            if start < 0 or not words:
                self.warnings.append(("quoted", NOT_NEAR, {"words": words[:80]}))
                continue
            at = start + len(words)
            self._add(SpanRole.QUOTED, start, at)

    def _is_marked(self, start, end):
        before, after = (
            self.text[:start].rstrip(),
            self.text[end:].lstrip(" .,;!?…\u00a0\u202f"),
        )
        return (
            before[-1:] in MARKS and before != "" and after[:1] in MARKS and after != ""
        )

    def _nearest(self, role, words, field):
        if not words:
            return
        contents = self._of(SpanRole.CONTENT)
        first, last = contents[0]["start"], contents[-1]["end"]
        begin = max(0, first - _NEAR)
        found = starts_of(self.text[begin : last + _NEAR], words)
        places = []
        for at in (begin + each for each in found):
            end = at + len(words)
            inside = any(c["start"] < end and at < c["end"] for c in contents)
            gap = min(min(abs(at - c["end"]), abs(c["start"] - end)) for c in contents)
            # In the words only where they are a whole passage, cue and mention in it.
            places.append((inside, gap, at))
        places.sort()
        if not places or (len(places) > 1 and places[0][:2] == places[1][:2]):
            self.warnings.append((field, NOT_NEAR, {"words": words[:80]}))
            return
        self._add(role, places[0][2], places[0][2] + len(words))

    def _kind(self):
        """Return how the words are printed: all in quotation marks, none, or some."""
        quoted = sum(span["end"] - span["start"] for span in self._of(SpanRole.QUOTED))
        contents = self._of(SpanRole.CONTENT)
        size = sum(span["end"] - span["start"] for span in contents)
        if not quoted:
            return Kind.INDIRECT.value
        # A full stop or a comma may stand outside of the marks.
        return (Kind.DIRECT if quoted >= size - 2 * len(contents) else Kind.MIXED).value
