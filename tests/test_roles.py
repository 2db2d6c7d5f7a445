"""Roles: four groups that come with migrate, each with the rights of the one before."""

from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission, User

from quotes import roles, transitions
from quotes.roles import LADDER, codenames, create_groups, may, role_of
from quotes.vocabulary import Role
from tests.factories import make_superuser, make_user

#: What each role may, beyond the one before it (design, section 3).
OWN = {
    Role.CONTRIBUTOR: {"propose_quote"},
    Role.EDITOR: {"change_quote", "reject_quote", "draft_correction"},
    Role.VERIFIER: {"verify_quote", "dispute_quote", "settle_quote"},
    Role.STANDARDS_EDITOR: {"sign_correction", "withdraw_quote", "break_glass"},
}


@pytest.mark.parametrize("role", LADDER)
def test_a_role_may_what_the_design_says_and_no_lower_one_may(role):
    rank = LADDER.index(role)

    assert OWN[role] <= codenames(role)
    for lower in LADDER[:rank]:
        assert not OWN[role] & codenames(lower)


def test_every_role_has_all_rights_of_the_one_before_it():
    for lower, higher in pairwise(LADDER):
        assert codenames(lower) < codenames(higher)


def test_a_contributor_changes_no_record():
    verbs = {name.split("_")[0] for name in codenames(Role.CONTRIBUTOR)}

    assert verbs == {"view", "propose"}


@pytest.mark.parametrize("role", LADDER)
@pytest.mark.parametrize("model", roles.READ_ONLY)
def test_nobody_writes_by_hand_what_the_workflow_writes(role, model):
    verbs = {f"{verb}_{model}" for verb in ("add", "change", "delete")}

    assert not verbs & codenames(role)


def test_every_permission_of_the_table_belongs_to_a_role():
    highest = codenames(LADDER[-1])

    assert {row.permission for row in transitions.TABLE} <= highest


@pytest.mark.django_db
def test_the_groups_come_with_migrate():
    for role in LADDER:
        names = Group.objects.get(name=role).permissions.values_list("codename")
        assert {name for (name,) in names} == codenames(role)


@pytest.mark.django_db
def test_every_permission_of_the_app_that_a_role_has_exists():
    there = Permission.objects.filter(content_type__app_label="quotes")

    assert codenames(LADDER[-1]) <= set(there.values_list("codename", flat=True))


@pytest.mark.django_db
def test_migrating_again_mends_our_groups_and_leaves_others():
    """A right that somebody took or gave by hand goes; the newsroom's groups stay."""
    other = Group.objects.create(name="interns")
    other.permissions.set(Permission.objects.filter(codename="view_quote"))
    editors = Group.objects.get(name=Role.EDITOR)
    editors.permissions.set(Permission.objects.filter(codename="break_glass"))

    create_groups(sender=apps.get_app_config("quotes"))

    names = set(editors.permissions.values_list("codename", flat=True))
    assert names == codenames(Role.EDITOR)
    assert other.permissions.count() == 1
    assert Group.objects.count() == len(LADDER) + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ([], Role.CONTRIBUTOR),
        ([Role.CONTRIBUTOR], Role.CONTRIBUTOR),
        ([Role.EDITOR], Role.EDITOR),
        ([Role.VERIFIER, Role.EDITOR], Role.VERIFIER),
        ([Role.VERIFIER, Role.STANDARDS_EDITOR], Role.STANDARDS_EDITOR),
    ],
)
def test_somebody_acts_in_the_highest_role_they_have(groups, role):
    assert role_of(make_user("camille", *groups)) == role


@pytest.mark.django_db
def test_an_administrator_acts_as_one():
    assert role_of(make_superuser()) == Role.ADMINISTRATOR


@pytest.mark.django_db
def test_who_is_inactive_or_not_logged_in_may_nothing():
    former = make_user("former", Role.STANDARDS_EDITOR, is_active=False)
    gone = User(username="gone", is_superuser=True, is_active=False)

    for user in (former, gone, AnonymousUser()):
        assert not may(user, "verify_quote")
    assert may(make_user("camille", Role.VERIFIER), "verify_quote")
    assert may(make_superuser(), "break_glass")
