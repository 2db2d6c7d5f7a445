"""How alike a reworded passage is, and how long the anchoring of long texts takes.

    python -m tests.benchmarks.anchoring [TEXT …]

TEXT names files of plain text or of JSON lines with a “text”; without one the founding
piece is measured. Sentences of them stand for statements.
"""

# ruff: noqa: S311, T201 - edits for a measurement, not secrets; figures are its answer

import argparse
import json
import random
import re
import time
from pathlib import Path

from quotes.anchoring import Anchoring, OldSpan, summary
from quotes.anchoring.wording import likely_starts, similarity
from quotes.texts import select
from tests.revised_piece import PIECE

_SENTENCE = re.compile(r"[^.!?\n]{30,400}[.!?\n]")


def texts_in(path):
    """Return the texts of a file."""
    content = Path(path).read_text("utf-8")
    if path.endswith(".jsonl"):
        return [json.loads(line)["text"] for line in content.splitlines() if line]
    return [content]


def as_span(text, start, end):
    place = select(text, start, end)
    return OldSpan("content", 1, start, end, place.exact, place.prefix, place.suffix)


def edited(words, share, rng):
    """Return a sentence with a share of its words replaced by others of it, reversed."""
    pieces = words.split(" ")
    for place in rng.sample(range(len(pieces)), max(1, round(share * len(pieces)))):
        pieces[place] = rng.choice(pieces)[::-1]
    return " ".join(pieces)


def quantiles(values):
    """Return the fifth, fiftieth and ninety-fifth percentile."""
    values = sorted(values)
    return [values[int(share * (len(values) - 1))] for share in (0.05, 0.5, 0.95)]


def measure_similarity(texts, rng):
    """Print how alike edited sentences are to themselves, and the rest of their text."""
    found = {share: [] for share in (0.1, 0.2, 0.3, 0.4)}
    kept = dict.fromkeys(found, 0)
    others, taken = [], 0
    for text in texts:
        for match in _SENTENCE.finditer(text):
            span = as_span(text, *match.span())
            for share, values in found.items():
                changed = edited(span.exact, share, rng)
                values.append(similarity(span.exact, changed))
                new = text[: span.start] + changed + text[span.end :]
                [placed] = Anchoring(text, new).place([span])
                kept[share] += placed.state == "reworded"
            without = Anchoring(text, text[: span.start] + text[span.end :])
            context = without.old.context(span.start, span.end)
            nearest = [
                similarity(span.exact, without.new.text[at : at + len(span.exact)])
                for at in likely_starts(without.new, span.exact, context)
            ]
            others.append(max(nearest, default=0))
            taken += without.place([span])[0].state == "reworded"
    count = len(others)
    for share, values in found.items():
        print(
            f"{share:.0%} of the words changed: similarity {quantiles(values)}, "
            f"found again {kept[share] / count:.1%}"
        )
    print(
        f"taken out: most alike {quantiles(others)}, taken for it {taken / count:.1%}"
    )
    print(f"{count} sentences of {len(texts)} texts")


def measure_time(size, statements, rng):
    """Print the seconds for a text of a size in signs, every tenth sentence edited."""
    words = [f"mot{number}" for number in range(20_000)]
    sentences = []
    length = 0
    while length < size:
        sentences.append(" ".join(rng.choices(words, k=14)) + ".")
        length += len(sentences[-1]) + 1
    old = "\n".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(as_span(old, at, at + len(sentence)))
        at += len(sentence) + 1
    spans = rng.sample(spans, statements)
    changed = [
        edited(sentence, 0.15, rng) if number % 10 == 0 else sentence
        for number, sentence in enumerate(sentences)
    ]
    cut = len(changed) // 2
    new = "\n".join(changed[cut:] + changed[:cut])
    begun = time.perf_counter()
    anchoring = Anchoring(old, new)
    states = {}
    for span in spans:
        state = summary(anchoring.place([span]))
        states[state] = states.get(state, 0) + 1
    seconds = time.perf_counter() - begun
    print(f"{size:,} signs, {statements} statements: {seconds:.2f} s, {states}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*")
    given = parser.parse_args()
    rng = random.Random(7)
    texts = [text for path in given.texts for text in texts_in(path)] or [PIECE]
    measure_similarity(texts, rng)
    for size, statements in ((1_000_000, 100), (1_000_000, 3000), (5_000_000, 3000)):
        measure_time(size, statements, rng)


if __name__ == "__main__":
    main()
