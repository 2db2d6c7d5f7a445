"""Nothing that is not public is in the dump of a database full of it."""

import pytest
from django.core.management import call_command

from tests.hidden_world import HIDDEN, IN_TEXT, SHOWN, make_world


# The dump reads in a transaction of its own: none of the test's may be around it.
@pytest.mark.django_db(transaction=True)
def test_nothing_hidden_is_in_the_dump(tmp_path):
    world = make_world()
    target = tmp_path / "dump"
    site = "https://quotes.example"

    call_command("dump_public", str(target), base_url=site, verbosity=0)

    text = "".join(path.read_text("utf-8") for path in target.iterdir()).lower()
    hidden = {each for every in world.hidden.values() for each in every}
    assert set(HIDDEN.findall(text)) == set()
    assert set(IN_TEXT.findall(text)) == set()
    assert {each for each in hidden if each in text} == set()
    assert {"offenkundigworte", "offenkundigkopf", "offenkundignotiz"} <= set(
        SHOWN.findall(text)
    )
