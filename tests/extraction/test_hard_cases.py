"""One construction a case: what is found, and nothing where nothing is said."""

from collections import Counter

import pytest

from tests.extraction import hard_cases
from tests.extraction.hard_cases import (
    BadCase,
    faults,
    misattributions,
    read_cases,
    shortfalls,
)

CASES = [*read_cases("fr"), *read_cases("en")]
KNOWN = shortfalls()


def known(entry):
    """A case that is known to fail must be taken off the list when it passes."""
    why = f"listed in {hard_cases.SHORTFALLS.name}"
    return [pytest.mark.xfail(strict=True, reason=why)] if entry in KNOWN else []


def params(cases, suffix=""):
    return [
        pytest.param(each, id=each.id, marks=known(each.id + suffix)) for each in cases
    ]


ATTRIBUTED = [
    case for case in CASES if any(one.who or one.is_open for one in case.statements)
]


@pytest.mark.parametrize("case", params(CASES))
def test_statements(case):
    assert list(faults(case)) == []


@pytest.mark.parametrize("case", params(ATTRIBUTED, " who"))
def test_speakers(case):
    assert list(misattributions(case)) == []


def test_the_list_of_shortfalls_names_cases_that_there_are():
    ids = {case.id for case in CASES} | {f"{case.id} who" for case in ATTRIBUTED}

    assert ids >= KNOWN


def test_every_construction_has_three_examples_and_three_near_misses():
    counts = Counter(case.id.rpartition("-")[0] for case in CASES)
    sections = {name.rpartition("-")[0] for name in counts}

    assert {
        name
        for name in sections
        if min(counts[f"{name}-yes"], counts[f"{name}-no"]) < 3
    } == set()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("+ Oui.", "line 1: begin with"),
        ("# a\nOui.", "line 2: begin with"),
        ("# a\n+ Oui.", "line 2: “\\+” has statements"),
        ("# a\n- <c>Oui</c>", "line 2: “\\+” has statements"),
        ("# a\n+ <c>Oui", "line 2: <c> is never closed"),
        ("# a\n+ <c>Oui</m>", "line 2: </m> closes what is not open"),
        ("# a\n+ <m>Oui</m>", "line 2: a cue or mention without <c>"),
    ],
)
def test_a_case_that_is_marked_wrongly_is_told(lines, message, tmp_path, monkeypatch):
    monkeypatch.setattr(hard_cases, "DATA", tmp_path)
    (tmp_path / "hard_cases_fr.txt").write_text(lines, "utf-8")

    with pytest.raises(BadCase, match=message):
        read_cases("fr")


def test_the_notation_of_cases(tmp_path, monkeypatch):
    monkeypatch.setattr(hard_cases, "DATA", tmp_path)
    line = (
        "+ <c denied who=Luc Bo>Oui</c>, <m 1 2>il</m> dit. ¶<c 2>Non</c>, <c 2>si</c>"
    )
    (tmp_path / "hard_cases_fr.txt").write_text(f"# a\n{line}\n", "utf-8")

    (case,) = read_cases("fr")

    assert (case.id, case.text) == ("fr-a-yes-1", "Oui, il dit.\nNon, si")
    first, second = case.statements
    assert (first.polarity, first.who) == ("denied", "Luc Bo")
    assert [each.of(case.text) for each in second.content] == ["Non", "si"]
    assert first.mention == second.mention
