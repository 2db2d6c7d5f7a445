"""The vault: who stands behind a source that is not named.

The default managers find no row: neither dumpdata, nor the admin, nor a serializer
that follows relations comes upon one. quotes.workflow.vault alone asks `vault`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.base import one_of
from quotes.models.sources import Source
from quotes.querysets import NoRowsManager
from quotes.vocabulary import VaultAct


class SourceIdentity(models.Model):
    """An identity, encrypted; never changed, only sealed anew after removal."""

    source = models.OneToOneField(
        Source,
        models.PROTECT,
        primary_key=True,
        related_name="+",
        verbose_name=_("source"),
    )
    sealed = models.TextField(_("sealed"), editable=False)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("sealed by"),
    )
    sealed_at = models.DateTimeField(_("sealed"), default=timezone.now)

    objects = NoRowsManager()
    vault = models.Manager()  # noqa: DJ012 - a manager, not a field

    class Meta:
        verbose_name = _("identity behind a source")
        verbose_name_plural = _("identities behind sources")
        base_manager_name = "objects"
        default_permissions = ()
        permissions = [("view_vault", _("Can open the vault of unnamed sources"))]
        constraints = [
            # What Fernet makes begins so, from 1970 to 2106; plain text does not.
            models.CheckConstraint(
                name="source_identity_is_sealed",
                condition=Q(sealed__startswith="gAAAAA"),
                violation_error_message=_("An identity is stored encrypted only."),
            )
        ]

    def __str__(self):
        return str(self.source)


class VaultAccess(models.Model):
    """Who sealed, opened or removed an identity, when and why; never what it says."""

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="vault_accesses",
        verbose_name=_("source"),
    )
    act = models.CharField(_("act"), max_length=8, choices=VaultAct)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    blacked_out = models.PositiveIntegerField(
        _("earlier records blacked out"),
        default=0,
        help_text=_("Records of the source that said in clear what was sealed."),
    )

    class Meta:
        verbose_name = _("opening of the vault")
        verbose_name_plural = _("openings of the vault")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            one_of("act", VaultAct, "vault_access_act_known"),
            models.CheckConstraint(
                name="vault_access_has_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.source}: {self.get_act_display()}"
