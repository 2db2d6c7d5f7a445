"""The tables of quotes/importers/README.md are those of the readers."""

import re
from pathlib import Path

import pytest

from quotes.importers import (
    annotations,
    citron,
    csvpeople,
    dumped,
    formats,
    html,
    newsml,
    ninjs,
)
from quotes.importers.fixture.left_out import LEFT_OUT
from quotes.importers.fixture.tables import MODELS

README = (Path(__file__).parents[2] / "quotes/importers/README.md").read_text("utf-8")


def names_in(heading, column=0):
    """Return what stands as code in the first column of a section's table."""
    section = README.partition(f"### {heading}\n")[2].partition("\n### ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return {
        name for row in rows[1:] for name in re.findall(r"`([^`]+)`", row.split("|")[1])
    }


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("`csv`: for people", csvpeople.COLUMNS),
        ("`fixture`", {*MODELS, *LEFT_OUT}),
        ("`html`", {name for names in html.META.values() for name in names}),
        ("`newsml`", newsml.FIELDS),
        ("`citron`", {*citron.DOCUMENT, *citron.QUOTE}),
        ("`annotations`", {*annotations.PURPOSES, *annotations.SELECTORS}),
        (
            "`ndjson` and `csv`: the public dump, and the CSV of public lists",
            {
                *(*dumped.SAME, *dumped.KEPT, *dumped.SAID_OTHERWISE),
                *("words", "quoted_words", "as_printed", "speakers", "sources"),
                *("said_on", "article"),
            },
        ),
    ],
)
def test_a_table_names_what_the_reader_knows(heading, names):
    assert names_in(heading) == set(names)


def test_every_field_of_ninjs_is_in_its_table():
    named = {name.lower() for name in names_in("`ninjs`")} - {"body_…"}

    assert named == set(ninjs.FIELDS)
    section = README.partition("### `ninjs`\n")[2].partition("\n### ")[0]
    (not_taken,) = (
        line for line in section.splitlines() if "not taken: no column" in line
    )
    assert {name.lower() for name in re.findall(r"`([^`]+)`", not_taken)} == {
        name for name, ours in ninjs.FIELDS.items() if not ours
    }


def test_the_table_of_formats():
    section = README.partition("## The formats\n")[2].partition("\n### ")[0]
    rows = [
        [cell.strip() for cell in line.split("|")[1:5]]
        for line in section.splitlines()
        if line.startswith("| `")
    ]

    assert [row[:3] for row in rows] == [
        [f"`{each.name}`", " ".join(each.extensions), " ".join(each.media_types)]
        for each in formats.FORMATS
    ]


def test_the_header_of_our_own_is_the_one_that_is_read():
    assert "`format` “newsroom-quotes”, `version` 1" in README
