"""Readers' reports: an error that somebody outside saw, and what we answered."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.base import one_of
from quotes.models.quotes import Quote
from quotes.querysets import ReaderReportQuerySet
from quotes.vocabulary import OPEN_REPORTS, Language, ReportAbout, ReportState


def new_report_key():
    """Return the secret of a report's private link: 22 signs, 128 bits of chance."""
    return secrets.token_urlsafe(16)


class ReaderReport(models.Model):
    """What a reader sent, without account, name or address of theirs."""

    key = models.CharField(
        _("key of the private link"), max_length=22, unique=True, default=new_report_key
    )
    about = models.CharField(_("about"), max_length=10, choices=ReportAbout)
    about_id = models.CharField(_("public id of what it is about"), max_length=12)
    quote = models.ForeignKey(
        Quote,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("quote"),
    )
    version = models.PositiveIntegerField(
        _("public version"), null=True, blank=True, help_text=_("That the reader saw.")
    )
    language = models.CharField(
        _("language of the page"), max_length=3, choices=Language
    )
    message = models.TextField(_("what is wrong"))
    evidence = models.TextField(_("how they know"), blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    sender = models.CharField(
        _("salted hash of the address"),
        max_length=64,
        blank=True,
        help_text=_("Of the day it was sent; emptied a day later."),
    )
    form_digest = models.CharField(_("digest of the form"), max_length=64, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.NEW
    )
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("Who has the private link reads it.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Not public."))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader’s report")
        verbose_name_plural = _("readers’ reports")
        ordering = ["-pk"]
        permissions = [("answer_report", _("Can answer readers’ reports"))]
        indexes = [
            models.Index(fields=["state", "sent_at"], name="reader_report_by_state"),
            models.Index(fields=["sender", "sent_at"], name="reader_report_by_sender"),
        ]
        constraints = [
            one_of("about", ReportAbout, "reader_report_about_known"),
            one_of("state", ReportState, "reader_report_state_known"),
            one_of("language", Language, "reader_report_language_known"),
            models.CheckConstraint(
                name="reader_report_says_something", condition=~Q(message="")
            ),
            models.CheckConstraint(
                name="reader_report_closed_by_with_an_answer",
                condition=Q(state__in=OPEN_REPORTS)
                | Q(state=ReportState.SPAM, handled_by__isnull=False)
                | (Q(handled_by__isnull=False) & ~Q(answer="")),
                violation_error_message=_(
                    "A report is closed by somebody, with an answer."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_about_display()} {self.about_id}: {self.message[:80]}"

    @property
    def is_open(self):
        return self.state in OPEN_REPORTS
