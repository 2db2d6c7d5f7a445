"""Formats are told by what a file holds, and packed files by their first bytes."""

import gzip
import io
import re
from pathlib import Path

import pytest
import zstandard

from quotes.importers import compressed, ndjson, plaintext
from quotes.importers.checking import faults_of
from quotes.importers.formats import (
    BY_NAME,
    FORMATS,
    ending_of,
    format_for,
    format_named,
    items_of,
    open_file,
    reader_for,
)
from quotes.importers.replaying import CutOff, replay
from quotes.texts import TextError
from tests.importers.streams import made

FOLDER = Path(__file__).parents[2] / "fixtures/articles"
SAMPLES = [
    path
    for path in sorted(FOLDER.rglob("*"))
    if path.is_file() and not path.name.endswith(".statements.json")
]
FOLDERS = {"schema_org": "schema.org"}
LINES = b"".join(b'{"type":"article","id":"a%07d"}\n' % at for at in range(20_000))
PACKERS = {"gzip": gzip.compress, "zstd": zstandard.compress}


def head_of(path):
    with path.open("rb") as file:
        return replay(file)[0]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", ["", "-", "file.unknown"])
def test_a_sample_is_told_whatever_its_name(path, name):
    if path.suffix == ".txt" and name.endswith("unknown"):
        pytest.skip("plain text is told by its ending, or where there is none")
    expected = FOLDERS.get(path.parent.name, path.parent.name)

    assert format_for(name, head_of(path)).name == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_something_that_can_be_taken(path):
    with open_file(str(path)) as stream:
        head, whole = replay(stream)
        found = list(items_of(whole, path.name, reader_for(path.name, head)))

    taken = [each for each in found if not each.is_refused]
    assert taken or path.name == "public-corrections.ndjson"
    assert not [each for each in found if not each.record and not each.faults]
    assert [str(each) for item in taken for each in faults_of(item)] == []


def test_every_format_has_samples():
    folders = {FOLDERS.get(path.name, path.name) for path in FOLDER.iterdir()}

    assert folders == set(BY_NAME)
    assert [each.name for each in FORMATS] == [*BY_NAME]


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.json", ".json"),
        ("a.CSV.gz", ".csv"),
        ("x/a.b.zst", ".b"),
        ("-", ""),
        ("a", ""),
    ],
)
def test_the_ending_of_packed_files(name, ending):
    assert ending_of(name) == ending


def test_a_format_by_name():
    assert format_named("csv").read is BY_NAME["csv"].read
    with pytest.raises(TextError, match="no format “cvs”; there are: ndjson, "):
        format_named("cvs")


def test_what_nothing_tells_is_refused_with_the_formats():
    with pytest.raises(TextError, match="Name it, one of: ndjson, fixture"):
        format_for("a.bin", b"\x00\x01\x02")


def test_an_ending_decides_where_the_beginning_is_broken():
    assert format_for("a.ndjson", b'{"type": oops').name == "ndjson"
    assert format_for("a.xml", b"<broken").name == "newsml"


@pytest.mark.parametrize("packer", PACKERS)
def test_a_packed_file_is_read_as_it_was(tmp_path, packer):
    path = tmp_path / "without-ending"
    path.write_bytes(PACKERS[packer](LINES) + PACKERS[packer](LINES))

    with open_file(str(path)) as stream:
        found = list(items_of(stream, "x", ndjson.read))

    assert len(found) == 40_000
    assert not any(each.is_refused for each in found)


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("keep", [0.2, 0.5, 0.98])
def test_a_packed_file_that_is_cut_off(tmp_path, packer, keep):
    rows = b"".join(
        b'{"type":"article","id":"a%d","headline":"%x"}\n' % (at, hash((at, at)) & ~0)
        for at in range(20_000)
    )
    packed = PACKERS[packer](rows)
    path = tmp_path / "cut"
    path.write_bytes(packed[: int(len(packed) * keep)])

    with open_file(str(path)) as stream:
        *found, last = items_of(stream, "x", ndjson.read)

    assert last.record is None
    (fault,) = last.faults
    size = fault.params["bytes"]
    whole = rows[:size].count(b"\n")
    assert [each.record["id"] for each in found] == [f"a{at}" for at in range(whole)]
    assert whole > 1000
    assert fault.params["last"] == f"line {whole}"
    assert re.match(r"The compressed file is cut off or damaged after \d+", fault.what)


@pytest.mark.parametrize("packer", PACKERS)
def test_a_short_packed_file_that_is_cut_off_gives_nothing_half(tmp_path, packer):
    path = tmp_path / "cut"
    path.write_bytes(PACKERS[packer](b"Un texte. " * 90)[:-3])

    with open_file(str(path)) as stream:
        (only,) = items_of(stream, "x", plaintext.read)

    assert only.record is None
    assert "cut off" in only.faults[0].what


def test_a_damaged_gzip_is_told(tmp_path):
    packed = bytearray(gzip.compress(LINES))
    packed[-6] ^= 1
    path = tmp_path / "damaged"
    path.write_bytes(packed)

    with open_file(str(path)) as stream:
        *found, last = items_of(stream, "x", ndjson.read)

    assert len(found) == 20_000
    assert "CRC" in last.faults[0].what


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_a_file_that_holds_nothing(data):
    (only,) = items_of(io.BytesIO(data), "x", ndjson.read)

    assert only.faults[0].what == "Nothing that can be imported stands in the file."


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(gzip.compress(LINES.partition(b"\n")[0]))

    monkeypatch.setattr("sys.stdin", Stdin)

    with open_file("-") as stream:
        (only,) = items_of(stream, "-", ndjson.read)

    assert only.record["id"] == "a0000000"


def test_a_bomb_is_unpacked_piece_by_piece():
    bomb = zstandard.compress(b"\0" * 300_000_000)
    stream = compressed.unpacked(io.BytesIO(bomb))
    largest, size = 0, 0

    while data := stream.read1(65_536):
        largest = max(largest, len(stream.raw._waiting))
        size += len(data)

    assert size == 300_000_000
    assert largest <= 34_000_000


def test_a_window_that_is_too_large_is_refused():
    parameters = zstandard.ZstdCompressionParameters(
        window_log=28, enable_ldm=True, write_content_size=False
    )
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    packed = packer.compress(b"x" * 1000) + packer.flush()

    with pytest.raises(CutOff):
        compressed.unpacked(io.BytesIO(packed)).read()


def test_replaying_gives_all_bytes_of_a_stream_that_comes_in_drops():
    head, whole = replay(made([b"ab", b"c", b"def"]), 4)

    assert head == b"abcd"
    assert whole.read() == b"abcdef"
