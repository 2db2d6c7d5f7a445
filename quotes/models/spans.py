"""Where the words of quotes stand, and what one quote does to another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.models.articles import Revision
from quotes.models.base import one_of
from quotes.models.quotes import Quote
from quotes.querysets import QuoteLinkQuerySet, SpanQuerySet
from quotes.vocabulary import UNPLACED, Anchor, LinkKind, SpanRole


class Span(models.Model):
    """A stretch of one revision that belongs to a quote, as two W3C selectors."""

    quote = models.ForeignKey(
        Quote, models.CASCADE, related_name="spans", verbose_name=_("quote")
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="spans", verbose_name=_("revision")
    )
    role = models.CharField(_("role"), max_length=8, choices=SpanRole)
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    start = models.PositiveIntegerField(
        _("start"),
        null=True,
        blank=True,
        help_text=_("In Unicode code points from the start of the text."),
    )
    end = models.PositiveIntegerField(
        _("end"), null=True, blank=True, help_text=_("Not included.")
    )
    exact = models.TextField(_("words"))
    prefix = models.CharField(_("before"), max_length=32, blank=True, editable=False)
    suffix = models.CharField(_("after"), max_length=32, blank=True, editable=False)
    state = models.CharField(
        _("anchor"), max_length=10, choices=Anchor, default=Anchor.EXACT, editable=False
    )

    objects = SpanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        ordering = ["quote", "revision", "role", "number"]
        indexes = [
            models.Index(
                fields=["state", "-id"],
                name="span_not_exact",
                condition=~Q(state=Anchor.EXACT),
            )
        ]
        constraints = [
            one_of("role", SpanRole, "span_role_known"),
            one_of("state", Anchor, "span_anchor_known"),
            models.UniqueConstraint(
                name="span_number_unique_in_role",
                fields=["quote", "revision", "role", "number"],
                violation_error_message=_("Two spans of one role have one number."),
            ),
            models.CheckConstraint(
                name="span_number_from_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(name="span_has_words", condition=~Q(exact="")),
            models.CheckConstraint(
                name="span_placed_unless_lost_or_ambiguous",
                condition=Q(state__in=UNPLACED, start=None, end=None)
                | (~Q(state__in=UNPLACED) & Q(start__isnull=False, end__isnull=False)),
            ),
            models.CheckConstraint(
                name="span_end_after_start",
                condition=Q(start=None) | Q(end__gt=F("start")),
                violation_error_message=_("A span ends after it starts."),
            ),
            models.CheckConstraint(
                name="span_words_as_long_as_positions",
                condition=Q(start=None) | Exact(Length("exact"), F("end") - F("start")),
                violation_error_message=_(
                    "The words of a span are as long as its positions say."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.number}: {Truncator(self.exact).chars(60)}"

    def natural_key(self):
        return (
            *self.quote.natural_key(),
            self.revision.number,
            self.role,
            self.number,
        )

    natural_key.dependencies = ["quotes.quote", "quotes.revision"]


class QuoteLink(models.Model):
    """What one quote does to another; both may stand in different articles."""

    from_quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="links_out", verbose_name=_("quote")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind)
    to_quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="links_in", verbose_name=_("other quote")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("Not public.")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )

    objects = QuoteLinkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link between quotes")
        verbose_name_plural = _("links between quotes")
        ordering = ["from_quote", "kind", "to_quote"]
        constraints = [
            one_of("kind", LinkKind, "quote_link_kind_known"),
            models.UniqueConstraint(
                name="quote_link_unique",
                fields=["from_quote", "kind", "to_quote"],
                violation_error_message=_("These two quotes are linked so already."),
            ),
            models.CheckConstraint(
                name="quote_link_joins_two_quotes",
                condition=~Q(from_quote=F("to_quote")),
                violation_error_message=_("A quote cannot be linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.from_quote} – {self.get_kind_display()} – {self.to_quote}"

    def natural_key(self):
        return (
            *self.from_quote.natural_key(),
            self.kind,
            *self.to_quote.natural_key(),
        )

    natural_key.dependencies = ["quotes.quote"]
