"""Roles: four groups, each with the permissions of the one before it and its own."""

from quotes.vocabulary import Role

RECORDS = ("article", "speaker", "speakername", "office", "source", "quotelink")
READ_ONLY = (
    *("revision", "attribution", "proposal", "review", "publication"),
    *("finding", "deskitem", "readerreport", "batch", "batchitem", "speakermerge"),
    *("correctiontask", "importrun"),
)

#: Own permissions of each role; view, add, change and delete are by model below.
OWN = {
    Role.CONTRIBUTOR: ("propose_quote",),
    Role.EDITOR: ("reject_quote", "draft_correction", "answer_report", "import_quotes"),
    Role.VERIFIER: (
        "verify_quote",
        "dispute_quote",
        "settle_quote",
        "release_article",
        "approve_terms",
        "merge_speaker",
    ),
    Role.STANDARDS_EDITOR: (
        "sign_correction",
        "withdraw_quote",
        "break_glass",
        "view_vault",
        "restore_quotes",
    ),
}

LADDER = tuple(OWN)


def codenames(role):
    """Return the codenames of all permissions a role has, as a set."""
    rank = LADDER.index(role)
    found = {name for step in LADDER[: rank + 1] for name in OWN[step]}
    everything = (*RECORDS, *READ_ONLY, "quote", "span", "correction")
    found |= {f"view_{model}" for model in everything}
    if rank >= LADDER.index(Role.EDITOR):
        found |= {
            f"{verb}_{model}"
            for verb in ("add", "change", "delete")
            for model in (*RECORDS, "quote", "span", "correction")
        }
    return found


def lowest_role_with(permission):
    """Return the first role of the ladder that has a permission, by codename."""
    for role in LADDER:
        if permission in codenames(role):
            return role
    return Role.ADMINISTRATOR


def create_groups(using="default", **kwargs):
    """Bring the four groups and their permissions up to date; other groups stay."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    app_config = kwargs["sender"]
    create_permissions(app_config, verbosity=0, using=using)
    permissions = {
        permission.codename: permission
        for permission in Permission.objects.using(using).filter(
            content_type__app_label=app_config.label
        )
    }
    for role in LADDER:
        group, _created = Group.objects.using(using).get_or_create(name=role.value)
        group.permissions.set([permissions[name] for name in sorted(codenames(role))])


def role_of(user):
    """Return the highest role of a user; an administrator's is its own."""
    if user.is_superuser:
        return Role.ADMINISTRATOR
    names = set(user.groups.values_list("name", flat=True))
    for role in reversed(LADDER):
        if role.value in names:
            return role
    return Role.CONTRIBUTOR


def may(user, permission):
    """Tell whether a user has one of this app's permissions, by codename."""
    return user.is_active and user.has_perm(f"quotes.{permission}")
