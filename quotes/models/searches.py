"""Which texts the engine has read: what a run over an archive need not read again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.articles import Revision
from quotes.querysets import SearchedQuerySet


class Searched(models.Model):
    """When which version of the engine last looked for statements in a text.

    Written in the transaction of the proposals that it made, so that a text has all of
    them or is read again.
    """

    revision = models.OneToOneField(
        Revision,
        models.CASCADE,
        related_name="searched",
        verbose_name=_("revision"),
    )
    engine = models.CharField(_("engine"), max_length=60)
    engine_version = models.CharField(_("engine version"), max_length=40)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = SearchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("text that was searched")
        verbose_name_plural = _("texts that were searched")
        ordering = ["revision"]
        constraints = [
            models.CheckConstraint(
                name="searched_names_engine_and_version",
                condition=~Q(engine="") & ~Q(engine_version=""),
            ),
        ]

    def __str__(self):
        return f"{self.engine} {self.engine_version}"

    def natural_key(self):
        return self.revision.natural_key()

    natural_key.dependencies = ["quotes.revision"]
