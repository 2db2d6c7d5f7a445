"""One invented statement as an article prints it, and where its parts stand."""

from dataclasses import dataclass

from quotes.passages import CONTENT, CUE, MENTION, QUOTED

#: Verbs of saying, each in all rows of its language; before “que” or “that” too.
CUES = {
    "fr": "a déclaré|a affirmé|a indiqué|a assuré|a estimé|a souligné|a rappelé|a répété",
    "en": "said|told reporters|argued|insisted|noted|added|warned|repeated",
}
DENIALS = {"fr": "a démenti", "en": "denied"}
REQUESTS = {"fr": "a demandé", "en": "asked"}
DAYS = {
    "fr": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
}
MARKS = {"fr": ("« ", " »"), "en": ("“", "”")}
THAT = {"fr": "que ", "en": "that "}


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph and its spans, (role, start, end) in code points of the paragraph."""

    text: str
    spans: list[tuple[str, int, int]]


class _Writer:
    """A text that grows, and where the pieces with a role came to stand."""

    def __init__(self):
        self.text, self.spans = "", []

    def add(self, text, *roles):
        start = len(self.text)
        self.text += text
        self.spans += [(role, start, len(self.text)) for role in roles]
        return self


def statement(rng, tongue, *, kind, polarity, mention):
    """Return a statement of a kind; reported speech where it is not asserted."""
    language = tongue.language
    opening, closing = MARKS[language]
    cue = {"denied": DENIALS, "requested": REQUESTS}.get(polarity, CUES)[language]
    cue = rng.choice(cue.split("|"))
    day = rng.choice(DAYS[language].split("|"))
    length = min(60, 6 + int(rng.expovariate(1 / 15)))
    writer = _Writer()
    if kind == "direct":
        words = tongue.text(rng, length)
        words = words[0].upper() + words[1:]
        writer.add(opening).add(words, CONTENT, QUOTED).add(f"{closing}, ")
        writer.add(cue, CUE).add(" ").add(mention, MENTION).add(f" {day}.")
        return Statement(writer.text, writer.spans)
    writer.add(mention, MENTION).add(" ").add(cue, CUE).add(" ")
    start = len(writer.text)
    if kind == "indirect":
        writer.add(THAT[language] + tongue.text(rng, length))
    else:
        writer.add(THAT[language] + tongue.text(rng, length // 2) + f" {opening}")
        writer.add(tongue.text(rng, max(2, length // 2)), QUOTED).add(closing.strip())
    writer.spans.append((CONTENT, start, len(writer.text)))
    return Statement(f"{writer.text} {day}.", writer.spans)
