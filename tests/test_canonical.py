"""Canonical JSON: one spelling of every value, and its digest."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.canonical import canonical, canonical_of_json, digest_of


def test_canonical_json_has_one_spelling():
    value = {"b": [1, True, None], "a": {"é": "œ"}}

    assert canonical(value) == '{"a":{"é":"œ"},"b":[1,true,null]}'


@pytest.mark.parametrize(
    "value", [1.0, {"a": 0.5}, [1, [2.0]], {"a": [{"b": float("nan")}]}, (1.5,)]
)
def test_a_float_has_no_canonical_spelling(value):
    with pytest.raises(TypeError, match="float"):
        canonical(value)


@pytest.mark.parametrize("value", [datetime(2024, 1, 1, tzinfo=UTC), {1, 2}, object()])
def test_what_json_does_not_know_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
few_examples = settings(max_examples=30, deadline=None)


@few_examples
@given(value=st.dictionaries(st.text(), json_values))
def test_a_digest_does_not_depend_on_the_order_of_keys(value):
    backwards = dict(reversed(value.items()))

    assert digest_of(backwards) == digest_of(value)


@few_examples
@given(value=json_values)
def test_a_digest_survives_a_round_through_json(value):
    assert digest_of(json.loads(json.dumps(value))) == digest_of(value)


@few_examples
@given(one=json_values, other=json_values)
def test_two_values_have_one_digest_only_if_they_are_equal(one, other):
    same = canonical(one) == canonical(other)

    assert (digest_of(one) == digest_of(other)) == same


def test_a_digest_is_the_sha256_of_utf_8():
    assert digest_of({}) == (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )


@few_examples
@given(value=json_values)
@example(value=["1.5", ':1.5,-2e3"', "3e5\\", {":1.": 2**70}])
def test_what_was_read_from_json_is_spelled_the_same(value):
    assert canonical_of_json(value) == canonical(value)


@pytest.mark.parametrize("text", ["1.0", '{"a":-0.5}', "[1,[2e300]]", '["x",1E-9]'])
def test_floats_of_json_are_refused_alike(text):
    for spell in (canonical, canonical_of_json):
        with pytest.raises(TypeError, match="float"):
            spell(json.loads(text))
