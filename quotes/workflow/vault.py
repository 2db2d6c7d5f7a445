"""The vault: the one room of the program that knows who stands behind a source.

What is stored is encrypted with the keys of the setting NEWSROOM_VAULT_KEYS, which
stand outside the database. Nothing here logs, puts the identity into a message, or
lets a value of it stand in an error report.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from quotes.models import Source, SourceIdentity, VaultAccess
from quotes.roles import may
from quotes.vocabulary import SourceKind, Terms, VaultAct
from quotes.workflow import redaction
from quotes.workflow.chain import now_in_whole_seconds
from quotes.workflow.errors import WorkflowError
from quotes.workflow.records import demand_permission, demand_reason

#: What an identity says, with how long each may be, in code points.
PARTS = {"name": 200, "contact": 1000, "known_to": 500}

#: Sealed texts come in steps of this many bytes, so that length tells little.
STEP = 512

MAKE_A_KEY = (
    'python -c "from cryptography.fernet import Fernet; '
    'print(Fernet.generate_key().decode())"'
)


def is_closed():
    """Return why the vault cannot be used, or "" when it has a key."""
    if settings.NEWSROOM_VAULT_KEYS:
        return ""
    return _(
        "The vault is closed: it has no key. Make one with %(command)s and put it into "
        "the setting NEWSROOM_VAULT_KEYS."
    ) % {"command": MAKE_A_KEY}


def _box():
    """Return the cipher; the first key seals, every key opens.

    Raises WorkflowError (vault_closed) without a key, and ImproperlyConfigured, which
    names the setting and the place but not the key, for one that is none.
    """
    if why := is_closed():
        raise WorkflowError(why, code="vault_closed")
    keys = []
    for number, key in enumerate(settings.NEWSROOM_VAULT_KEYS, start=1):
        try:
            keys.append(Fernet(key))
        except Exception:
            keys = None
        if keys is None:
            raise ImproperlyConfigured(
                f"NEWSROOM_VAULT_KEYS: key {number} is not 32 bytes in URL-safe base64. "
                f"Make one with: {MAKE_A_KEY}"
            )
    return MultiFernet(keys)


def has_an_identity(source):
    """Tell whether a source is of the kind that somebody may stand behind unnamed."""
    return source.kind == SourceKind.UNNAMED or source.terms != Terms.ON_RECORD


def sealing_of(source):
    """Return who sealed the identity behind a source and when, as a row; or None.

    What is sealed is not in it.
    """
    rows = SourceIdentity.vault.select_related("sealed_by").defer("sealed")
    return rows.filter(pk=source.pk).first()


@sensitive_variables()
@transaction.atomic
def seal_identity(source, *, by, identity, reason, at=None):
    """Seal who stands behind a source, and write down that it was done.

    identity is a dict of name, contact and known_to (who in the newsroom knows), texts
    of which name must say something. Whoever may change sources may seal; it takes
    view_vault to read it again. Returns the row without what is sealed. Raises
    WorkflowError: not_allowed, vault_closed, reason_needed, incomplete, no_transition
    (on the record, or sealed already), in_the_clear where the source's own row, the
    reason, or what cannot be changed any more says what is to be sealed. In earlier
    records it is blacked out; VaultAccess.blacked_out says in how many.
    """
    demand_permission(by, "change_source")
    reason = demand_reason(reason)
    box = _box()
    source = _locked(source)
    if not has_an_identity(source):
        raise WorkflowError(
            _("This source is named and on the record: there is nobody to seal."),
            code="no_transition",
        )
    if sealing_of(source) is not None:
        raise WorkflowError(
            _(
                "An identity is sealed already. A standards editor removes it before "
                "another one is sealed."
            ),
            code="no_transition",
        )
    identity = _checked(identity)
    secrets = redaction.secrets_of(identity)
    _demand_nothing_in_the_clear(source, secrets, reason)
    redaction.demand_nothing_kept(source, secrets)
    at = now_in_whole_seconds(at)
    SourceIdentity.vault.create(
        source=source,
        sealed=_encrypted(box, {**identity, "source": source.public_id}),
        sealed_by=by,
        sealed_at=at,
    )
    count = redaction.black_out(source, secrets)
    _write_down(source, VaultAct.SEALED, by, reason, at, blacked_out=count)
    return sealing_of(source)


@sensitive_variables()
def open_identity(source, *, by, reason, at=None):
    """Return who stands behind a source, as a dict, after writing down who asks and why.

    Who asks stays written down whatever comes after, also where no key opens it: not to
    be called within a transaction (RuntimeError). Raises WorkflowError: not_allowed,
    vault_closed, reason_needed, not_sealed, wrong_key.
    """
    demand_permission(by, "view_vault")
    reason = demand_reason(reason)
    box = _box()
    with transaction.atomic(durable=True):
        source = _locked(source)
        row = SourceIdentity.vault.filter(pk=source.pk).first()
        if row is None:
            raise _not_sealed()
        identity = _decrypted(box, row.sealed)
        if identity is not None and identity.pop("source") != source.public_id:
            identity = None
        act = VaultAct.FAILED if identity is None else VaultAct.OPENED
        _write_down(source, act, by, reason, now_in_whole_seconds(at))
    # Outside: what is raised within takes back what was written.
    if identity is None:
        raise WorkflowError(
            _(
                "No key in NEWSROOM_VAULT_KEYS opens this identity for this source: it "
                "was sealed with another key, or its row was tampered with."
            ),
            code="wrong_key",
        )
    return identity


@transaction.atomic
def remove_identity(source, *, by, reason, at=None):
    """Destroy what is sealed about a source; that it was there stays written down.

    Needs no key. Raises WorkflowError: not_allowed, reason_needed, not_sealed.
    """
    demand_permission(by, "view_vault")
    reason = demand_reason(reason)
    source = _locked(source)
    gone, _by_model = SourceIdentity.vault.filter(pk=source.pk).delete()
    if not gone:
        raise _not_sealed()
    _write_down(source, VaultAct.REMOVED, by, reason, now_in_whole_seconds(at))


@sensitive_variables()
@transaction.atomic
def rotate_vault():
    """Seal every identity anew with the first key; return how many.

    All or none: raises WorkflowError (wrong_key) that names the sources whose identity
    no key opens; vault_closed without a key.
    """
    box, lost, count = _box(), [], 0
    rows = SourceIdentity.vault.select_for_update(of=("self",)).select_related("source")
    for row in rows.order_by("pk"):
        identity = _decrypted(box, row.sealed)
        if identity is None:
            lost.append(row.source.public_id)
            continue
        sealed = _encrypted(box, identity)
        count += SourceIdentity.vault.filter(pk=row.pk).update(sealed=sealed)
    if lost:
        raise WorkflowError(
            _("No key in NEWSROOM_VAULT_KEYS opens: %(sources)s. Nothing was changed."),
            code="wrong_key",
            params={"sources": ", ".join(lost)},
        )
    return count


def why_kept(source):
    """Return why a source with an identity, or a past of one, is kept; or ""."""
    if sealing_of(source) is not None:
        return _(
            "The vault holds who stands behind this source. It cannot be deleted before "
            "a standards editor removes the identity."
        )
    if source.vault_accesses.exists():
        return _(
            "The vault has held who stands behind this source, and who opened it stays "
            "written down: the source is kept."
        )
    return ""


def accesses_of(source, user):
    """Return the rows of who sealed, opened or removed, newest first; for whom may see.

    Reasons are deferred for those who may not open the vault.
    """
    rows = source.vault_accesses.select_related("by").order_by("-pk")
    return rows if may(user, "view_vault") else rows.defer("reason")


def _locked(source):
    return Source.objects.select_for_update(of=("self",)).get(pk=source.pk)


def _checked(identity):
    """Return the parts of an identity without white space around them."""
    parts = {name: str(identity.get(name) or "").strip() for name in PARTS}
    too_long = any(len(parts[name]) > longest for name, longest in PARTS.items())
    if not parts["name"] or too_long:
        raise WorkflowError(
            _("Give a name. No part may be longer than its field takes."),
            code="incomplete",
        )
    return parts


def _demand_nothing_in_the_clear(source, secrets, reason):
    """Refuse to lock away what stands open: name or contact in the row or the reason."""
    texts = [reason, *(getattr(source, column) for column in redaction.COLUMNS)]
    if any(redaction.says(text, secrets) for text in texts):
        raise WorkflowError(
            _(
                "What you seal also stands in the open: in the reason, or in the name, "
                "publisher, address or terms of the source. Take it out there first."
            ),
            code="in_the_clear",
        )


@sensitive_variables()
def _encrypted(box, identity):
    text = json.dumps(identity).encode()
    return box.encrypt(text.ljust(-(-len(text) // STEP) * STEP)).decode()


@sensitive_variables()
def _decrypted(box, sealed):
    """Return what is sealed, or None where no key opens it."""
    try:
        return json.loads(box.decrypt(sealed.encode()))
    except InvalidToken:
        return None


def _write_down(source, act, by, reason, at, *, blacked_out=0):
    VaultAccess.objects.create(
        source=source, act=act, reason=reason, by=by, at=at, blacked_out=blacked_out
    )


def _not_sealed():
    return WorkflowError(_("No identity is sealed for this source."), code="not_sealed")
