"""What the extraction engine costs: speed, growth with length, memory; prints tables.

`python -m tests.benchmarks.extraction` reads the texts of tests/data. Processor time of
one process on one core, the median of --rounds; beside it a plain regular expression
for what stands between quotation marks, in the same rounds.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from quotes.extraction import extract
from quotes.extraction.scoring import read_documents
from tests.processes import say

DATA = Path(__file__).parents[1] / "data"
NAIVE = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")
SIZES = (100_000, 500_000, 1_000_000, 5_000_000)
#: Seconds after which no longer text of the language is tried.
PATIENCE = 60
#: Of the text whose memory is measured, in characters.
MEASURED = 100_000


def main(arguments=None):
    """Print speed, growth, the worst texts and memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="characters")
    options = parser.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):  # Linux: one core, and no moving about
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = {"fr": articles(), "en": [running_text("en", MEASURED)]}
    speed(texts, options.rounds)
    growth(options.largest)
    odd()
    memory()


def articles():
    """Return the French news texts, one by one as a newsroom would hand them in."""
    with (DATA / "wikinews_fr.jsonl").open("rb") as lines:
        return [each.text for each in read_documents(lines, "gold").values()]


def running_text(language, size):
    """Return a text of so many characters, of what there is, over and over."""
    if language == "fr":
        paragraphs = articles()
    else:
        from tests.extraction.hard_cases import read_cases

        paragraphs = [case.text for case in read_cases(language)]
    text = "\n".join(paragraphs) + "\n"
    return (text * (size // len(text) + 1))[:size]


def seconds(work, *arguments):
    """Return the processor time of a call."""
    began = time.process_time()
    work(*arguments)
    return time.process_time() - began


def naive(text):
    """Return what stands between marks: the peer."""
    return NAIVE.findall(text)


def speed(texts, rounds):
    """Print characters a second of the engine and of the peer, in the same rounds."""
    say(
        "| texts | characters | engine, characters/s (least–most) | marks alone | ratio |"
    )
    say("|---|---|---|---|---|")
    for language, several in texts.items():
        size = sum(map(len, several))
        engine, peer = [], []
        extract(several[0], language)  # the first call makes the tables of words
        for _round in range(rounds):
            engine.append(
                size / sum(seconds(extract, each, language) for each in several)
            )
            peer.append(size / max(sum(seconds(naive, each) for each in several), 1e-6))
        middle, other = statistics.median(engine), statistics.median(peer)
        say(
            f"| {language}, {len(several)} | {size:,} | {middle:,.0f} "
            f"({min(engine):,.0f}–{max(engine):,.0f}) | {other:,.0f} | "
            f"{middle / other:.4f} |"
        )


def growth(largest):
    """Print what one text costs by its length, of one character as against the first."""
    say("")
    say("| language | characters | seconds | microseconds a character | of the first |")
    say("|---|---|---|---|---|")
    for language in ("fr", "en"):
        first = None
        for size in [each for each in SIZES if each <= largest]:
            took = seconds(extract, running_text(language, size), language)
            first = first or took / size
            say(
                f"| {language} | {size:,} | {took:.2f} | {took / size * 1e6:.2f} | "
                f"{took / size / first:.2f} |"
            )
            if took > PATIENCE:
                break


def odd():
    """Print what four times the length costs where one thing is there over and over."""
    from tests.extraction.test_properties import UNITS

    say("")
    say("| over and over | language | 25,000 characters, s | 100,000 | times |")
    say("|---|---|---|---|---|")
    rows = []
    for unit, language in [(unit, each) for unit in UNITS for each in ("fr", "en")]:
        short = seconds(extract, unit * (25_000 // len(unit)), language)
        long = seconds(extract, unit * (100_000 // len(unit)), language)
        rows.append((long / short, long, short, unit, language))
    rows.sort(reverse=True)
    for times, long, short, unit, language in rows[:8]:
        say(f"| `{unit!r}` | {language} | {short:.2f} | {long:.2f} | {times:.1f} |")
    say(f"All others of {len(rows)}: {rows[8][0]:.1f} times or less.")


def memory():
    """Print the peak of a process by what it does, above a bare interpreter."""
    say("")
    say("| process | peak, MB | above the interpreter, MB |")
    say("|---|---|---|")
    bare = None
    for what, code in PROCESSES.items():
        given = running_text(what[:2], MEASURED) if "characters" in what else ""
        done = subprocess.run(  # noqa: S603 - our own lines
            [sys.executable, "-c", f"{code}\n{PEAK}"],
            input=given.encode(),
            capture_output=True,
            check=True,
        )
        peak = int(done.stdout) / 1024
        bare = bare or peak
        say(f"| {what} | {peak:.1f} | {peak - bare:.1f} |")


#: Of this program alone: getrusage() would tell the peak of the one that started it.
PEAK = """
import re
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read()).group(1))
"""
EXTRACT = """
import sys
from quotes.extraction import extract
extract(sys.stdin.buffer.read().decode(), "{}")
"""
PROCESSES = {
    "interpreter": "",
    "engine imported": "import quotes.extraction",
    "fr, 100,000 characters": EXTRACT.format("fr"),
    "en, 100,000 characters": EXTRACT.format("en"),
}


if __name__ == "__main__":
    main()
