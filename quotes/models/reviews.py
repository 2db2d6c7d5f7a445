"""Reviews, chained and append-only, and the corrections that readers see."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.models.attributions import Attribution
from quotes.models.base import PublicIdModel, digest_length, one_of
from quotes.models.quotes import Quote
from quotes.querysets import CorrectionQuerySet, ReviewQuerySet
from quotes.vocabulary import (
    CorrectionClass,
    Decision,
    ErrorKind,
    Language,
    Role,
    Severity,
)


class Review(models.Model):
    """One step in the life of a quote: who did what, when, why, and the state after it.

    Written by the workflow, never changed. `digest` covers every other field and the
    digest before it, so that a silent edit of the past breaks the chain.
    """

    quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="reviews", verbose_name=_("quote")
    )
    number = models.PositiveIntegerField(_("number"))
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reviews",
        verbose_name=_("by"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    evidence_is_internal = models.BooleanField(_("evidence is internal"), default=False)
    state = models.JSONField(_("state of the quote"))
    previous_digest = models.CharField(_("digest before"), max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["quote", "number"]
        indexes = [models.Index(fields=["at"], name="review_by_moment")]
        constraints = [
            one_of("decision", Decision, "review_decision_known"),
            one_of("role", Role, "review_role_known"),
            models.UniqueConstraint(
                name="review_number_unique_in_quote", fields=["quote", "number"]
            ),
            digest_length("digest", "review_digest_complete"),
            models.CheckConstraint(
                name="review_first_has_no_predecessor",
                condition=Q(number=1, previous_digest="")
                | (Q(number__gt=1) & ~Q(previous_digest="")),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.get_decision_display()}"

    def natural_key(self):
        return (*self.quote.natural_key(), self.number)

    natural_key.dependencies = ["quotes.quote"]


class Correction(PublicIdModel):
    """What was shown, what is right, and the notice; frozen once it is published."""

    quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="corrections", verbose_name=_("quote")
    )
    correction_class = models.CharField(
        _("class"), max_length=10, choices=CorrectionClass
    )
    error = models.CharField(_("error"), max_length=16, choices=ErrorKind)
    severity = models.CharField(
        _("severity"), max_length=6, choices=Severity, default=Severity.MEDIUM
    )
    shown = models.TextField(
        _("what was shown"), help_text=_("In a few words, for readers.")
    )
    right = models.TextField(
        _("what is right"), help_text=_("In a few words, for readers.")
    )
    wrong_attribution = models.ForeignKey(
        Attribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wrong attribution"),
    )
    right_attribution = models.ForeignKey(
        Attribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("right attribution"),
    )
    notice = models.TextField(
        _("notice"),
        help_text=_("One sentence in the language of the article, clear on its own."),
    )
    language = models.CharField(
        _("language of the notice"), max_length=3, choices=Language
    )
    delay_reason = models.TextField(_("reason for the delay"), blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("drafted by"),
    )
    drafted_at = models.DateTimeField(
        _("drafted"), default=timezone.now, editable=False
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signed by"),
    )
    signed_at = models.DateTimeField(_("signed"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = CorrectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-published_at", "-pk"]
        permissions = [
            ("draft_correction", _("Can draft corrections")),
            ("sign_correction", _("Can sign and publish corrections")),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="correction_newest"),
        ]
        constraints = [
            one_of("correction_class", CorrectionClass, "correction_class_known"),
            one_of("error", ErrorKind, "correction_error_known"),
            one_of("severity", Severity, "correction_severity_known"),
            one_of("language", Language, "correction_language_known"),
            models.CheckConstraint(
                name="correction_has_a_notice", condition=~Q(notice="")
            ),
            models.CheckConstraint(
                name="correction_signer_did_not_draft",
                condition=Q(signed_by=None) | ~Q(signed_by=F("drafted_by")),
                violation_error_message=_("Who drafted a correction cannot sign it."),
            ),
            models.CheckConstraint(
                name="correction_signed_by_and_when",
                condition=Q(signed_by=None, signed_at=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_published_only_when_signed",
                condition=Q(published_at=None) | Q(signed_by__isnull=False),
                violation_error_message=_(
                    "A correction is published once somebody else has signed it."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_correction_class_display()}: {self.notice[:80]}"

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def is_signed(self):
        return self.signed_by_id is not None

    def get_absolute_url(self):
        return reverse("quotes:correction", kwargs={"public_id": self.public_id})
