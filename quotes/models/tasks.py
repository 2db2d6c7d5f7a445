"""The blast radius of a correction: where the error has been, as a list to work off."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.models.articles import Article
from quotes.models.base import one_of
from quotes.models.quotes import Quote
from quotes.models.reviews import Correction
from quotes.querysets import CorrectionTaskQuerySet
from quotes.vocabulary import TaskKind


class CorrectionTask(models.Model):
    """One place that carried the error; done when somebody says what became of it."""

    correction = models.ForeignKey(
        Correction, models.CASCADE, related_name="tasks", verbose_name=_("correction")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=8, choices=TaskKind)
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article"),
    )
    quote = models.ForeignKey(
        Quote,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quote"),
    )
    details = models.JSONField(
        _("details"),
        default=dict,
        blank=True,
        help_text=_("Version numbers, days and words that the task names."),
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    note = models.TextField(_("what became of it"), blank=True)

    objects = CorrectionTaskQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place that carried an error")
        verbose_name_plural = _("places that carried an error")
        ordering = ["correction", "number"]
        indexes = [
            models.Index(
                fields=["-correction", "number"], name="correction_task_in_order"
            )
        ]
        constraints = [
            one_of("kind", TaskKind, "correction_task_kind_known"),
            models.UniqueConstraint(
                name="correction_task_number_unique", fields=["correction", "number"]
            ),
            models.CheckConstraint(
                name="correction_task_done_by_and_when",
                condition=Q(done_by=None, done_at=None)
                | Q(done_by__isnull=False, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_task_done_says_what_became_of_it",
                condition=Q(done_by=None) | ~Q(note=""),
                violation_error_message=_("Say what became of it."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def natural_key(self):
        return (*self.correction.natural_key(), self.number)

    natural_key.dependencies = ["quotes.correction", "quotes.article", "quotes.quote"]

    @property
    def is_done(self):
        return self.done_by_id is not None
