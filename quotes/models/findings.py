"""Findings: what the checks say of a statement, until somebody looks at it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.base import one_of
from quotes.models.quotes import Quote
from quotes.querysets import FindingQuerySet
from quotes.vocabulary import Severity


class Finding(models.Model):
    """One rule that one statement offends against, with where and why.

    Worked out by quotes.checks and written by the workflow; a dismissed one stays, so
    that it is not said again. `place` tells two findings of one rule apart.
    """

    quote = models.ForeignKey(
        Quote, models.CASCADE, related_name="findings", verbose_name=_("quote")
    )
    rule = models.CharField(_("rule"), max_length=8)
    place = models.CharField(
        _("place"),
        max_length=60,
        blank=True,
        help_text=_("What of the statement it is about; the same at every run."),
    )
    severity = models.CharField(_("severity"), max_length=6, choices=Severity)
    details = models.JSONField(
        _("details"),
        default=dict,
        blank=True,
        help_text=_("Words that the explanation names, by name."),
    )
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_at = models.DateTimeField(_("dismissed"), null=True, blank=True)
    dismissal = models.TextField(_("why it was dismissed"), blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["quote", "rule", "place"]
        constraints = [
            one_of("severity", Severity, "finding_severity_known"),
            models.UniqueConstraint(
                name="finding_unique_in_quote", fields=["quote", "rule", "place"]
            ),
            models.CheckConstraint(
                name="finding_dismissed_by_with_a_reason",
                condition=Q(dismissed_by=None, dismissed_at=None, dismissal="")
                | (
                    Q(dismissed_by__isnull=False, dismissed_at__isnull=False)
                    & ~Q(dismissal="")
                ),
                violation_error_message=_(
                    "A finding is dismissed by somebody, with a reason."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["rule"],
                name="finding_open_by_rule",
                condition=Q(dismissed_at=None),
            ),
            models.Index(fields=["rule", "-id"], name="finding_by_rule"),
            models.Index(
                fields=["-id"],
                name="finding_dismissed",
                condition=Q(dismissed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.place}".strip()

    def natural_key(self):
        return (*self.quote.natural_key(), self.rule, self.place)

    natural_key.dependencies = ["quotes.quote"]
