"""Figures as tables, and the parts that give them."""

import pytest

from tests.benchmarks import registry
from tests.benchmarks.__main__ import MARKS, README, run
from tests.benchmarks.import_ways import keep_rows, kept_rows
from tests.benchmarks.tables import Table, from_json, percentile, shown, to_json

TABLE = Table(
    "Search", ("class", "p95 ms"), [("rare", 3.21), ("common", 12345)], ("n",)
)


def test_a_table_is_markdown_with_its_notes():
    assert TABLE.as_markdown() == (
        "#### Search\n\n| class | p95 ms |\n| --- | --- |\n"
        "| rare | 3.210 |\n| common | 12,345 |\n\n- n\n"
    )


def test_what_a_part_printed_stays_as_it_is():
    assert "```\nfirst: 3\n```" in Table("t", (), [], text="first: 3").as_markdown()


def test_tables_go_from_one_process_to_another():
    assert from_json(to_json([TABLE])) == [TABLE]


def test_cells_have_the_places_that_say_something():
    assert [shown(value) for value in (0.25, 25.06, 2500.6, 1000, None, "x")] == [
        *("0.250", "25.1", "2,501", "1,000", "", "x"),
    ]


def test_of_twenty_values_nineteen_stay_below_the_95th_percentile():
    assert percentile(range(1, 21), 0.95) == 20
    assert percentile([7], 0.95) == 7


def test_every_part_is_there_or_says_what_it_needs():
    names = [part.name for part in registry.PARTS]

    assert len(set(names)) == len(names)
    for part in registry.PARTS:
        module = f"tests.benchmarks.{part.module}"
        assert registry._is_there(module) or module in part.needs


def test_a_part_whose_program_is_not_there_says_so():
    part = registry.Part("x", "x", "about x", needs=("quotes.no_such_module",))

    [table], has_failed = run(part, shelf=None, options=None)

    assert not has_failed
    assert table.notes == ("Not measured: quotes.no_such_module is not there.",)


def test_parts_are_asked_for_by_the_beginning_of_their_names():
    assert [part.name for part in registry.named("search")] == [
        *("search", "search-sqlite")
    ]
    with pytest.raises(SystemExit, match="no part “nothing”"):
        registry.named("nothing")


def test_the_readme_has_a_place_for_figures():
    text = README.read_text("utf-8")

    assert text.count(MARKS[0]) == text.count(MARKS[1]) == 1


@pytest.mark.django_db
def test_rows_that_were_kept_are_the_rows_of_the_corpus(tmp_path):
    from quotes.models import Quote
    from tests.benchmarks.corpus import Corpus

    corpus = Corpus(12, speakers=10)
    keep_rows(corpus, tmp_path)
    kept = [row for rows in kept_rows(tmp_path) for row in rows.get(Quote, ())]

    assert kept == corpus.rows(corpus.blocks()[0])[Quote]
