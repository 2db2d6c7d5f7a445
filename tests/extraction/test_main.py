"""`python -m quotes.extraction`: a text or lines of JSON in, statements out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "quotes.extraction"]
FRENCH = "« Le pont de la gare tiendra », a déclaré Maud Sarrazin."
ENGLISH = "“The bridge will hold,” said Maud Sarrazin."


def run(*options, given=b"", locale="C.UTF-8"):
    """Run the program; return its status, its output and its complaints as text."""
    done = subprocess.run(  # noqa: S603 - our own program
        [*COMMAND, *options],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0"},
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def line(text=FRENCH, identity="a", **more):
    return json.dumps({"id": identity, "text": text, **more}).encode() + b"\n"


def found_in(output):
    return [json.loads(each) for each in output.splitlines()]


def test_a_text_is_told_for_people():
    status, output, complaints = run(given=FRENCH.encode())

    assert (status, complaints) == (0, "")
    shown = output.splitlines()
    assert shown[:3] == ["1 statement, language fr", "", "1. direct, asserted"]
    assert shown[3].startswith("   words    ")
    assert "Le pont de la gare tiendra" in shown[3]
    assert shown[4] == "   cue      a déclaré"
    assert shown[5].startswith("   speaker  Maud Sarrazin → ")
    assert shown[6].startswith("   rule     ")


def test_a_file_can_be_named_and_its_language(tmp_path):
    file = tmp_path / "piece.txt"
    file.write_text(ENGLISH, "utf-8")

    status, output, _complaints = run("--language", "en", str(file))

    assert status == 0
    assert output.startswith("1 statement, language en\n")


def test_each_line_of_json_gives_one():
    status, output, complaints = run(
        "--jsonl", given=line() + b"\n" + line(ENGLISH, 2, language="en")
    )

    assert (status, complaints) == (0, "")
    french, english = found_in(output)
    assert (french["id"], english["id"]) == ("a", 2)
    assert (french["text"], english["text"]) == (FRENCH, ENGLISH)
    assert "« Le pont de la gare tiendra »" in output
    for document in (french, english):
        (quote,) = document["quotes"]
        assert quote["kind"] == "direct"
        assert quote["speaker"]["text"] == "Maud Sarrazin"
        place = document["text"][quote["start"] : quote["end"]]
        assert place.strip("«»“” ,") in (
            "Le pont de la gare tiendra",
            "The bridge will hold",
        )


def test_the_language_of_a_line_goes_before_that_of_the_command():
    english = "The mayor said that the bridge would hold."

    _status, output, _complaints = run(
        "--jsonl", "--language", "fr", given=line(english) + line(english, lang="en")
    )

    assert [len(each["quotes"]) for each in found_in(output)] == [0, 1]


BAD_LINES = [
    (b"{oops}\n", "not JSON"),
    (b"[1]\n", "a JSON list where an object is wanted"),
    (b'{"text": "Oui"}\n', "id is missing; give a string"),
    (b'{"id": "a"}\n', "text is missing; give a string"),
    (b'{"id": "a", "text": ["Oui"]}\n', "text is list; give a string"),
    (b'{"id": "a", "text": "Oui", "language": "de"}\n', "language is 'de'; write fr"),
    (b'{"id": "a", "text": "\xe9"}\n', "byte 22 is not UTF-8; convert"),
]


@pytest.mark.parametrize(("bad", "message"), BAD_LINES)
def test_a_bad_line_is_told_and_the_others_are_written(bad, message):
    status, output, complaints = run("--jsonl", given=line() + bad + line())

    assert status == 1
    assert len(found_in(output)) == 2
    assert complaints.startswith(f"standard input, line 2: {message}")
    assert len(complaints.splitlines()) == 1


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_no_locale_changes_what_is_read_and_written(locale):
    text = "Ça « tiendra » : « l’œuvre 🌉 résiste », a dit Élodie Bœuf."

    status, output, _complaints = run("--jsonl", given=line(text), locale=locale)

    assert status == 0
    assert found_in(output)[0]["text"] == text
    assert "🌉" in output


@pytest.mark.parametrize("sign", ["\ud800", "\0", "\x1b", "\u2028", "\ufeff"])
def test_odd_signs_go_through(sign):
    text = f"« Le pont {sign} tiendra », a déclaré Maud Sarrazin."

    status, output, complaints = run("--jsonl", given=line(text))

    assert (status, complaints) == (0, "")
    (document,) = [json.loads(each) for each in output.strip("\n").split("\n")]
    assert document["text"] == text


def test_a_text_that_is_not_utf_8_is_told():
    status, output, complaints = run(given="é".encode("latin-1"))

    assert (status, output) == (1, "")
    assert complaints == (
        "standard input: byte 1 is not UTF-8; convert the file to UTF-8.\n"
    )


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_a_file_that_cannot_be_read_is_told(name):
    status, _output, complaints = run(name)

    assert status == 1
    assert complaints.startswith(f"{name}: ")
    assert complaints.endswith("; name a file that can be read.\n")


def test_each_line_is_answered_before_the_next_is_sent():
    with subprocess.Popen(  # noqa: S603 - our own program
        [*COMMAND, "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as program:
        for number in range(3):
            program.stdin.write(line(identity=number))
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["id"] == number


def test_a_reader_that_goes_away_is_no_error():
    with subprocess.Popen(  # noqa: S603 - our own program
        [*COMMAND, "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as program:
        program.stdin.write(line())
        program.stdin.flush()
        program.stdout.readline()
        program.stdout.close()
        program.stdin.write(line() * 2)
        program.stdin.close()
        complaints = program.stderr.read()
        status = program.wait(60)

    assert (status, complaints) == (141, b"")


def test_django_is_not_needed():
    code = (
        "import sys; sys.modules['django'] = None;"
        "import runpy; sys.argv = ['x', '--language', 'fr'];"
        "runpy.run_module('quotes.extraction', run_name='__main__')"
    )

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        input=FRENCH.encode(),
        capture_output=True,
        cwd=ROOT,
    )

    assert (done.returncode, done.stderr) == (0, b"")
