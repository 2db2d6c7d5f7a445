"""The engine on whole articles: figures that must not fall, and the same everywhere."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.extraction import extract
from quotes.extraction.scoring import document_from, read_documents, score
from quotes.extraction.written import as_json
from tests.processes import say

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "wikinews_fr.jsonl"
#: F1; raise them when the engine gets better.
LEAST = {"lenient": 0.9, "exact": 0.81, "end_to_end": 0.84}
PYTHONS = ("python3.11", "python3.12", "python3.13")


@pytest.fixture(scope="module")
def figures():
    """What the engine gets on the gold."""
    with GOLD.open("rb") as lines:
        gold = read_documents(lines, GOLD.name)
    found = {
        name: document_from(as_json(name, each.text, extract(each.text, "fr")), name)
        for name, each in gold.items()
    }
    return score(gold, found)


@pytest.mark.parametrize(("name", "least"), LEAST.items(), ids=LEAST)
def test_figures_do_not_fall(figures, name, least):
    assert getattr(figures, name).f1 >= least


def test_the_gold_is_whole(figures):
    kinds = {kind: share.of for kind, share in figures.by_kind.items()}

    assert (figures.documents, figures.lenient.gold) == (61, 230)
    assert kinds == {"direct": 68, "mixed": 46, "indirect": 116}


def answers(name):
    """Return the path of a Python, if one of that name is there and runs."""
    path = shutil.which(name)
    if not path:
        return None
    asked = subprocess.run([path, "-c", ""], capture_output=True, check=False)  # noqa: S603
    return None if asked.returncode else path


def digest(python, seed):
    """Return the SHA-256 of what a Python writes, with sets in an order of its own."""
    done = subprocess.run(  # noqa: S603 - our own program
        [python, "-m", "quotes.extraction", "--jsonl", str(GOLD)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return hashlib.sha256(done.stdout).hexdigest()


def test_every_python_and_every_order_of_sets_give_the_same():
    """There is always something to compare: one Python twice, and others if there are."""
    others = [path for path in map(answers, PYTHONS) if path]
    runs = [(sys.executable, 1), (sys.executable, 2), *((path, 3) for path in others)]

    digests = {run: digest(*run) for run in runs}

    say(f"compared: this Python, {', '.join(others) or 'no other'}")
    assert len(set(digests.values())) == 1, digests
