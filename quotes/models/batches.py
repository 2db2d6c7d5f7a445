"""Batches: one reason for many quotes, kept together so that they can be undone so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.base import PublicIdModel
from quotes.models.quotes import Quote
from quotes.models.reviews import Review
from quotes.models.speakers import Speaker


class Batch(PublicIdModel):
    """Several quotes reattributed at once, with one reason."""

    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to"),
        help_text=_("Empty: to nobody; it is not known."),
    )
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undo_reason = models.TextField(_("why it was undone"), blank=True)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="batch_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="batch_undone_by_with_a_reason",
                condition=Q(undone_by=None, undone_at=None, undo_reason="")
                | (
                    Q(undone_by__isnull=False, undone_at__isnull=False)
                    & ~Q(undo_reason="")
                ),
            ),
        ]

    def __str__(self):
        return f"{self.public_id}: {self.reason[:80]}"


class BatchItem(models.Model):
    """What a batch did to one quote: the review it wrote, or why it left it out."""

    batch = models.ForeignKey(
        Batch, models.CASCADE, related_name="items", verbose_name=_("batch")
    )
    quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="batch_items", verbose_name=_("quote")
    )
    review = models.OneToOneField(
        Review,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="batch_item",
        verbose_name=_("review"),
    )
    refusal = models.TextField(_("why it was left out"), blank=True)
    undo_review = models.OneToOneField(
        Review,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_batch_item",
        verbose_name=_("review of the undoing"),
    )
    undo_refusal = models.TextField(_("why it was not undone"), blank=True)

    class Meta:
        verbose_name = _("quote of a batch")
        verbose_name_plural = _("quotes of a batch")
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="batch_item_quote_unique_in_batch", fields=["batch", "quote"]
            ),
            models.CheckConstraint(
                name="batch_item_done_or_left_out",
                condition=Q(review__isnull=False, refusal="")
                | (Q(review=None) & ~Q(refusal="")),
            ),
        ]

    def __str__(self):
        return f"{self.batch.public_id}: {self.quote}"
