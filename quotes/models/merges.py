"""Merges of speakers: who became whom, by whom and why, and what an undo takes back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.speakers import Speaker


class SpeakerMerge(models.Model):
    """One speaker found to be another; attributions keep theirs and are read through."""

    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="merges", verbose_name=_("speaker")
    )
    survivor = models.ForeignKey(
        Speaker, models.PROTECT, related_name="merges_in", verbose_name=_("survivor")
    )
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    copied = models.JSONField(
        _("copied"),
        default=dict,
        blank=True,
        help_text=_(
            "What the survivor got: keys of names and offices, and its Wikidata id."
        ),
    )
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
        verbose_name = _("merge of speakers")
        verbose_name_plural = _("merges of speakers")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="speaker_merge_joins_two", condition=~Q(speaker=F("survivor"))
            ),
            models.CheckConstraint(
                name="speaker_merge_has_a_reason", condition=~Q(reason="")
            ),
            models.UniqueConstraint(
                name="speaker_merge_one_standing",
                fields=["speaker"],
                condition=Q(undone_at=None),
                violation_error_message=_("This speaker was merged already."),
            ),
            models.CheckConstraint(
                name="speaker_merge_undone_by_with_a_reason",
                condition=Q(undone_by=None, undone_at=None, undo_reason="")
                | (
                    Q(undone_by__isnull=False, undone_at__isnull=False)
                    & ~Q(undo_reason="")
                ),
            ),
        ]

    def __str__(self):
        return f"{self.speaker} → {self.survivor}"
