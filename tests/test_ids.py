"""Public ids: short, random, and told from what is none."""

import pytest

from quotes.ids import ALPHABET, LENGTH, is_public_id, new_public_id


def test_an_id_is_twelve_signs_of_crockford_s_base_32():
    assert LENGTH == 12
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ilou")
    for _ in range(200):
        assert is_public_id(new_public_id())


def test_ids_differ():
    assert len({new_public_id() for _ in range(2000)}) == 2000


def test_every_sign_of_the_alphabet_is_drawn():
    assert {sign for _ in range(500) for sign in new_public_id()} == set(ALPHABET)


@pytest.mark.parametrize(
    "value",
    ["", "0" * 11, "0" * 13, "0" * 11 + "l", "0" * 11 + "A", "0" * 11 + "é", " " * 12],
)
def test_what_has_not_the_form_is_no_id(value):
    assert not is_public_id(value)
