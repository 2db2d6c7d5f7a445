"""Quotes: statements in articles, their spans, attributions, proposals, links."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.models.articles import Article
from quotes.models.base import PublicIdModel, one_of
from quotes.models.sources import Source
from quotes.querysets import QuoteQuerySet, QuoteTermsQuerySet
from quotes.vocabulary import (
    SETTLED,
    Kind,
    Known,
    Language,
    Polarity,
    Precision,
    Status,
)


class Quote(PublicIdModel):
    """One statement in one article."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="quotes", verbose_name=_("article")
    )
    external_id = models.CharField(
        _("external id"),
        max_length=120,
        blank=True,
        help_text=_("Unique in its article."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    polarity = models.CharField(
        _("polarity"), max_length=10, choices=Polarity, default=Polarity.ASSERTED
    )
    words = models.TextField(
        _("words"),
        editable=False,
        help_text=_("The content spans, joined by “ […] ”; worked out, never typed."),
    )
    language = models.CharField(_("language"), max_length=3, choices=Language)
    occasion = models.CharField(
        _("occasion"),
        max_length=250,
        blank=True,
        help_text=_("Where and to whom: “to AFP”, “at her hearing”."),
    )
    is_heading = models.BooleanField(_("stands as a heading"), default=False)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    said_on_precision = models.CharField(
        _("precision"), max_length=6, choices=Precision, blank=True
    )
    said_on_printed = models.CharField(
        _("date as printed"), max_length=80, blank=True, help_text=_("“mardi”")
    )
    said_on_known = models.CharField(
        _("how the date is known"), max_length=12, choices=Known, blank=True
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name=_("source"),
        help_text=_("The nearest one; what it relays leads outward to the speaker."),
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.UNVERIFIED,
        editable=False,
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(
        _("changed"), default=timezone.now, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    single_editor = models.TextField(
        _("reason for a single editor"), blank=True, editable=False
    )
    review_count = models.PositiveIntegerField(
        _("number of reviews"), default=0, editable=False
    )
    head_digest = models.CharField(
        _("digest of the last review"), max_length=64, blank=True, editable=False
    )

    objects = QuoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["-pk"]
        permissions = [
            ("propose_quote", _("Can propose quotes")),
            ("reject_quote", _("Can accept and reject quotes")),
            ("verify_quote", _("Can verify quotes")),
            ("dispute_quote", _("Can dispute quotes")),
            ("settle_quote", _("Can settle quotes as unresolved")),
            ("withdraw_quote", _("Can withdraw quotes")),
            ("break_glass", _("Can decide alone, with a reason")),
        ]
        # In the order of the panel's list; what most quotes have needs no index.
        indexes = [
            models.Index(fields=["status", "-id"], name="quote_by_status"),
            models.Index(
                fields=["polarity", "-id"],
                name="quote_not_asserted",
                condition=~Q(polarity=Polarity.ASSERTED),
            ),
            models.Index(
                fields=["-id"], name="quote_headings", condition=Q(is_heading=True)
            ),
            models.Index(
                fields=["external_id"],
                name="quote_by_external_id",
                condition=~Q(external_id=""),
            ),
        ]
        constraints = [
            one_of("kind", Kind, "quote_kind_known"),
            one_of("polarity", Polarity, "quote_polarity_known"),
            one_of("language", Language, "quote_language_known"),
            one_of("status", Status, "quote_status_known"),
            one_of("said_on_known", Known, "quote_date_basis_known", blank=True),
            one_of(
                "said_on_precision",
                Precision,
                "quote_date_precision_known",
                blank=True,
            ),
            models.CheckConstraint(name="quote_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="quote_date_says_how_it_is_known",
                condition=Q(said_on=None, said_on_known="", said_on_precision="")
                | (
                    Q(said_on__isnull=False)
                    & ~Q(said_on_known="")
                    & ~Q(said_on_precision="")
                ),
                violation_error_message=_(
                    "A date needs its precision and how it is known; without a date, "
                    "leave both empty."
                ),
            ),
            models.CheckConstraint(
                name="quote_four_eyes",
                condition=~Q(status__in=SETTLED)
                | ~Q(single_editor="")
                | (
                    Q(changed_by__isnull=False)
                    & Q(decided_by__isnull=False)
                    & ~Q(changed_by=F("decided_by"))
                ),
                violation_error_message=_(
                    "Two people stand behind every settled quote: who changed it last "
                    "cannot be who decided."
                ),
            ),
            models.CheckConstraint(
                name="quote_settled_has_a_decider",
                condition=~Q(status__in=SETTLED)
                | (Q(decided_by__isnull=False) & Q(review_count__gte=1)),
                violation_error_message=_(
                    "A settled quote has somebody who decided and a review of it."
                ),
            ),
            models.CheckConstraint(
                name="quote_head_digest_fits_review_count",
                condition=Q(review_count=0, head_digest="")
                | (Q(review_count__gte=1) & Exact(Length("head_digest"), 64)),
            ),
            models.UniqueConstraint(
                name="quote_external_id_unique_in_article",
                fields=["article", "external_id"],
                condition=~Q(external_id=""),
                violation_error_message=_(
                    "Another quote of this article has that external id."
                ),
            ),
        ]

    def __str__(self):
        return Truncator(self.words).chars(80)

    @property
    def is_under_four_eyes(self):
        """Two people decided; False where one broke the glass."""
        return not self.single_editor

    def get_absolute_url(self):
        return reverse("quotes:quote-short", kwargs={"public_id": self.public_id})


class QuoteTerms(models.Model):
    """What a quote's words are found by, published or not; derived from them alone.

    Beside the quote, not in it: lists and history stay lean, and no list reads it.
    quotes.terms.terms_of_quote() makes it of words and language; the workflow writes it
    with them, `manage.py reindex_search` makes it anew. Migration 0012 adds the index.
    """

    quote = models.OneToOneField(
        Quote,
        models.CASCADE,
        related_name="terms_row",
        verbose_name=_("quote"),
    )
    terms = models.TextField(_("search terms"), blank=True)

    objects = QuoteTermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("search terms of a quote")
        verbose_name_plural = _("search terms of quotes")

    def __str__(self):
        return str(self.quote_id)

    def natural_key(self):
        return self.quote.natural_key()

    natural_key.dependencies = ["quotes.quote"]
