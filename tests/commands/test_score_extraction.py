"""`manage.py score_extraction`: the engine, or another's output, against the gold."""

import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "« Le pont tiendra », a déclaré Maud Sarrazin. Il pleut sur la ville, selon la mairie."
BRIDGE = {
    "start": 2,
    "end": 17,
    "speaker": {"start": 31, "end": 44, "text": "Maud Sarrazin"},
    "cue": {"start": 21, "end": 30, "text": "a déclaré"},
    "kind": "direct",
    "reference": "Maud Sarrazin",
}
RAIN = {
    "start": 46,
    "end": 67,
    "speaker": {"start": 75, "end": 84, "text": "la mairie"},
    "cue": {"start": 69, "end": 74, "text": "selon"},
    "kind": "indirect",
}


@pytest.fixture
def file(tmp_path):
    """Write documents; return the path as the command wants it."""

    def file(name, *quotes, text=TEXT, identity="a"):
        path = tmp_path / f"{name}.jsonl"
        document = {"id": identity, "text": text, "lang": "fr", "quotes": quotes}
        path.write_text(json.dumps(document) + "\n", "utf-8")
        return str(path)

    return file


@pytest.fixture
def run(capsys):
    """Run the command; return its output and its warnings."""

    def run(*options):
        call_command("score_extraction", *options)
        return capsys.readouterr()

    return run


def test_what_was_found_against_the_gold(run, file):
    output = run(file("gold", BRIDGE, RAIN), file("found", BRIDGE)).out.splitlines()

    assert output == [
        "1 documents, 85 characters, 2 statements by hand, 1 found",
        "             precision  recall      F1",
        "exact            1.000   0.500   0.667",
        "lenient          1.000   0.500   0.667",
        "loose            1.000   0.500   0.667",
        "characters       1.000   0.433   0.605",
        "end to end       1.000   0.500   0.667",
        "of the lenient pairs that have one by hand",
        "  speaker overlap  1.000  1 of 1",
        "  speaker exact    1.000  1 of 1",
        "  cue overlap      1.000  1 of 1",
        "  resolved         1.000  1 of 1",
        "recall by kind",
        "  direct           1.000  1 of 1",
        "  indirect         0.000  0 of 1",
    ]


def test_the_engine_is_run_where_nothing_was_given(run, file):
    found = json.loads(run(file("gold", BRIDGE, RAIN), "--json").out)

    assert (found["documents"], found["gold"], found["found"]) == (1, 2, 2)
    assert found["exact"] == {"right": 2, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert found["speaker_overlap"] == {"right": 2, "of": 2, "share": 1.0}
    assert found["recall_by_kind"]["direct"] == {"right": 1, "of": 1, "share": 1.0}


def test_a_part_of_the_gold_can_be_looked_at(run, file):
    gold, nothing = file("gold", BRIDGE, RAIN), file("found")

    for options in (["--kind", "direct"], ["--quoted-only"]):
        found = json.loads(run(gold, nothing, "--json", *options).out)
        assert found["gold"] == 1
    found = json.loads(run(gold, nothing, "--json", "--attributed-only").out)
    assert found["gold"] == 2


def test_missed_and_extra_statements_are_shown_as_asked(run, file):
    extra = {"start": 31, "end": 44}

    output = run(file("gold", BRIDGE, RAIN), file("found", extra), "--errors", "1").out

    assert output.splitlines()[-2:] == [
        "MISSED a: Le pont tiendra",
        "EXTRA  a: Maud Sarrazin",
    ]


def test_documents_of_one_file_alone_are_told(run, file):
    warned = run(file("gold", BRIDGE), file("found", BRIDGE, identity="b")).err

    assert "1 of the gold's documents are not in the other file" in warned
    assert (
        "1 documents are not in the gold and do not count, the first is 'b'" in warned
    )


def test_a_bad_document_ends_the_command_with_line_and_field(run, file):
    gold = file("gold", {**BRIDGE, "end": 99})

    with pytest.raises(CommandError, match=r"gold\.jsonl, line 1: quotes\[0\] is 2–99"):
        run(gold)


def test_another_text_ends_the_command(run, file):
    with pytest.raises(CommandError, match="'a' has another text"):
        run(file("gold", BRIDGE), file("found", text=TEXT + " "))


def test_a_file_that_is_not_there_ends_the_command(run):
    with pytest.raises(CommandError, match=r"nowhere\.jsonl: No such file"):
        run("nowhere.jsonl")


def test_a_kind_that_the_gold_has_not_ends_the_command(run, file):
    with pytest.raises(CommandError, match="no statement of kind 'dirct'; it has dir"):
        run(file("gold", BRIDGE), "--kind", "dirct")
