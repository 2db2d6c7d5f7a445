"""The keys of the desk: the usual ones, chosen ones, and the page to choose them."""

import json
import re

import pytest
from django.urls import reverse

from quotes import workflow
from quotes.admin.desk import keys
from quotes.models import DeskKeys
from tests.admin.desk.rows import make_item
from tests.factories import make_editor, make_user, make_verifier

pytestmark = pytest.mark.django_db


def typed(**changed):
    """What the form posts with the usual keys, some of them changed."""
    return {**keys.DEFAULTS, **changed}


def test_every_action_has_a_usual_key_of_its_own():
    assert len(set(keys.DEFAULTS.values())) == len(keys.ACTIONS) == 12
    assert all(keys.is_key(key) for key in keys.DEFAULTS.values())
    assert set(keys.IN_QUEUE) <= set(keys.DEFAULTS)


def test_keys_come_with_one_query(django_assert_num_queries):
    me = make_verifier()
    with django_assert_num_queries(1):
        assert keys.keys_of(me) == keys.DEFAULTS
    workflow.choose_keys({"verify": "y"}, by=me)
    with django_assert_num_queries(1):
        assert keys.keys_of(me) == {**keys.DEFAULTS, "verify": "y"}
    assert keys.keys_of(make_editor()) == keys.DEFAULTS


@pytest.mark.parametrize(
    ("stored", "different"),
    [
        (None, {}),
        ([], {}),
        ({"fly": "f", "verify": 7, "next": "jj", "claim": " "}, {}),
        ({"verify": "y", "dispute": "y"}, {"verify": "y"}),
        ({"verify": "d"}, {"verify": "d", "dispute": ""}),
        ({"verify": "d", "dispute": "v"}, {"verify": "d", "dispute": "v"}),
        ({"help": "é"}, {"help": "é"}),
    ],
)
def test_what_is_stored_is_read_with_care(stored, different):
    assert keys.with_defaults(stored) == {**keys.DEFAULTS, **different}


def test_a_key_without_an_action_is_not_listed():
    found = keys.labeled(keys.with_defaults({"verify": "d"}))

    assert ("dispute", "Dispute", "") not in found
    assert len(found) == 11


def test_an_editor_chooses_keys(log_in):
    me = make_verifier()
    client = log_in(me)
    answer = client.post(
        reverse("admin:desk_keys"), typed(verify="V", dispute="e\u0301", next="n")
    )

    assert answer["Location"] == reverse("admin:desk_keys")
    assert keys.keys_of(me) == typed(verify="v", dispute="é", next="n")
    page = client.get(answer["Location"]).content.decode()
    assert "Your keys are saved." in page
    assert re.search(r'name="next" value="n"', page)


def test_the_usual_keys_come_back(log_in):
    me = make_verifier()
    workflow.choose_keys({"verify": "y"}, by=me)
    client = log_in(me)
    client.post(reverse("admin:desk_keys"), {"reset": "1"})

    assert not DeskKeys.objects.exists()
    assert keys.keys_of(me) == keys.DEFAULTS


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        (
            {"verify": "d"},
            {
                "verify": ["“Dispute” has this key too."],
                "dispute": ["“Verify” has this key too."],
            },
        ),
        (
            {"verify": "D"},
            {
                "verify": ["“Dispute” has this key too."],
                "dispute": ["“Verify” has this key too."],
            },
        ),
        ({"next": "jj"}, {"next": ["One sign: a letter, a digit or a mark."]}),
        ({"next": "\u200b"}, {"next": ["One sign: a letter, a digit or a mark."]}),
        ({"next": " "}, {"next": ["This field is required."]}),
        ({"next": ""}, {"next": ["This field is required."]}),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_saved(log_in, changed, errors):
    client = log_in(make_verifier())
    page = client.post(reverse("admin:desk_keys"), typed(**changed))

    assert page.status_code == 200
    assert page.context["form"].errors == errors
    for name in errors:
        assert re.search(
            rf'name="{name}"[^>]*aria-invalid="true"', page.content.decode()
        )
    assert not DeskKeys.objects.exists()


def test_every_field_has_its_label_in_both_languages(log_in):
    client = log_in(make_verifier())
    for address in ("/admin/desk/keys/", "/fr/admin/desk/keys/"):
        page = client.get(address).content.decode()
        for action in keys.DEFAULTS:
            assert f'<label for="id_{action}">' in page


def test_the_queue_hands_its_script_the_keys_that_were_chosen(log_in):
    me = make_verifier()
    make_item()
    workflow.choose_keys({"next": "n"}, by=me)
    page = log_in(me).get(reverse("admin:desk")).content.decode()
    found = re.search(r'<script id="desk-keys"[^>]*>(.*?)</script>', page)

    assert json.loads(found[1]) == {**keys.DEFAULTS, "next": "n"}
    assert "<kbd>n</kbd>" in page
    assert "<kbd>v</kbd>" not in page


def test_keys_are_of_those_who_may_see_the_desk(log_in):
    client = log_in(make_user("stagiaire"))

    assert client.get(reverse("admin:desk_keys")).status_code == 403
    assert client.post(reverse("admin:desk_keys"), typed()).status_code == 403
    assert not DeskKeys.objects.exists()
