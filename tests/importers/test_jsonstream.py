"""Objects of a JSON file, cut out of it wherever its blocks end."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.importers import jsonstream
from quotes.importers.jsonstream import values
from tests.importers.streams import made


def read(data, monkeypatch=None, step=None):
    if step:
        monkeypatch.setattr(jsonstream, "_STEP", step)
    return [
        (each.place, each.value, each.fault and each.fault.what)
        for each in values(BytesIO(data))
    ]


def test_an_array_keeps_its_places(monkeypatch):
    data = b'[{"a": "}]\\""},\n {"b": [1, {"c": 2}]},\n\n{"d": "\\\\"}]'
    expected = [
        ("item 1, line 1", {"a": '}]"'}, None),
        ("item 2, line 2", {"b": [1, {"c": 2}]}, None),
        ("item 3, line 4", {"d": "\\"}, None),
    ]

    assert read(data) == expected
    for step in range(1, 9):
        assert read(data, monkeypatch, step) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a": 1}', [{"a": 1}]),
        (b'\xef\xbb\xbf{"a":\n1}', [{"a": 1}]),
        (b'{"a": 1}\n{"b": 2}\n', [{"a": 1}, {"b": 2}]),
        (b'{"a":\n1}\n{"b": 2}', [{"a": 1}, {"b": 2}]),
        (b"[]", []),
        (b"", []),
        (b" \n", []),
        (b"[[1], [2]]", [[1], [2]]),
    ],
)
def test_every_arrangement(data, expected):
    assert [value for _place, value, _fault in read(data)] == expected


def test_a_broken_object_loses_nothing_else():
    found = read(b'[{"a": 1}, {"b": oops}, {"c": "\xff"}, {"d": 4}]')

    assert [value for _place, value, _fault in found] == [
        {"a": 1},
        None,
        None,
        {"d": 4},
    ]
    assert "not JSON" in found[1][2]
    assert "not UTF-8: byte FF" in found[2][2]


def test_a_broken_first_line_loses_nothing_else():
    found = read(b'{"a": oops}\n{"b": 2}\n')

    assert [(place, value) for place, value, _fault in found] == [
        ("line 1", None),
        ("line 2", {"b": 2}),
    ]


def test_an_array_that_is_cut_off():
    found = read(b'[{"a": 1},\n{"b": ')

    assert found[0][1] == {"a": 1}
    assert found[1][0] == "item 2, line 2"
    assert "do not close" in found[1][2]


def test_utf_16_is_told():
    ((_place, _value, fault),) = read('[{"a": 1}]'.encode("utf-16"))

    assert fault == "This is UTF-16."


@pytest.mark.parametrize("step", [1, 2, 3, 4, 7])
def test_what_is_too_long_is_passed_over(monkeypatch, step):
    monkeypatch.setattr(jsonstream, "LONGEST", 10)
    data = b'[{"a":1},{"a":"x\\"}]xxxxxxxx\\\\","b":[{}]},\n{"c":2},{"d":"xxxxxxxx"}]'

    found = read(data, monkeypatch, step)

    assert [value for _place, value, _fault in found] == [
        {"a": 1},
        None,
        {"c": 2},
        None,
    ]
    assert "no more than 10 are read" in found[1][2]
    assert found[2][0] == "item 3, line 2"


def test_a_huge_object_is_never_held(monkeypatch):
    monkeypatch.setattr(jsonstream, "LONGEST", 1_000_000)
    block = b"x" * 100_000

    def pieces():
        yield b'[{"a": "'
        for _number in range(200):
            yield block
        yield b'"}, {"b": 2}]'

    found = list(values(made(pieces())))

    assert found[0].fault.params["length"] > 20_000_000
    assert found[1].value == {"b": 2}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('{}[]"\\né,:', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text('{}"\\', max_size=3), inner)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.dictionaries(st.text("ab{", max_size=3), JSON)), st.booleans())
def test_what_is_written_is_read(rows, is_indented):
    data = json.dumps(rows, ensure_ascii=False, indent=1 if is_indented else None)

    assert [each.value for each in values(BytesIO(data.encode()))] == rows
