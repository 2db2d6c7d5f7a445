"""The desk: which statements need somebody, who is on them, how editors look at them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.articles import Article
from quotes.models.base import one_of
from quotes.models.quotes import Quote
from quotes.querysets import DeskItemQuerySet
from quotes.vocabulary import Status


class DeskItem(models.Model):
    """A statement that needs somebody, with what the queue sorts and filters by.

    Follows from the quote, its findings, corrections and reports; the workflow keeps
    it, `manage.py refresh_desk` makes it anew. Claims alone are told here only.
    """

    quote = models.OneToOneField(
        Quote,
        models.CASCADE,
        related_name="desk_item",
        verbose_name=_("quote"),
    )
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="+", verbose_name=_("article")
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.UNVERIFIED,
        help_text=_("That of the quote, so that the queue is filtered by an index."),
    )
    severity = models.PositiveSmallIntegerField(
        _("severity"),
        default=0,
        help_text=_(
            "0 none, 1 low, 2 medium, 3 high: the gravest of all that is open."
        ),
    )
    waiting_since = models.DateTimeField(_("waiting since"), default=timezone.now)
    open_corrections = models.PositiveSmallIntegerField(
        _("corrections not published"), default=0
    )
    open_reports = models.PositiveSmallIntegerField(
        _("reports not answered"), default=0
    )
    changers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        verbose_name=_("changed by"),
        help_text=_("Who cannot decide, for having changed it: four eyes."),
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("claimed by"),
    )
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)

    objects = DeskItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement on the desk")
        verbose_name_plural = _("statements on the desk")
        ordering = ["-severity", "-article_id", "waiting_since", "quote_id"]
        constraints = [
            one_of("status", Status, "desk_item_status_known"),
            models.CheckConstraint(
                name="desk_item_severity_known", condition=Q(severity__lte=3)
            ),
            models.CheckConstraint(
                name="desk_item_claim_ends",
                condition=Q(claimed_by=None) | Q(claimed_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-severity", "-article", "waiting_since", "quote"],
                name="desk_item_in_order",
            ),
            models.Index(
                fields=["-severity", "-article", "waiting_since", "quote"],
                name="desk_item_with_reports",
                condition=Q(open_reports__gt=0),
            ),
            models.Index(
                fields=["-severity", "-article", "waiting_since", "quote"],
                name="desk_item_with_corrections",
                condition=Q(open_corrections__gt=0),
            ),
            models.Index(
                fields=["status", "-severity", "-article", "waiting_since", "quote"],
                name="desk_item_by_status",
            ),
            models.Index(fields=["waiting_since"], name="desk_item_by_age"),
            models.Index(
                fields=["claimed_by"],
                name="desk_item_by_claim",
                condition=Q(claimed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.quote)

    def natural_key(self):
        return self.quote.natural_key()

    natural_key.dependencies = ["quotes.quote", "quotes.article"]

    def claimant(self, at=None):
        """Return who is on it at a moment (now if omitted), None where nobody is."""
        if self.claimed_by_id is None or self.claimed_until <= (at or timezone.now()):
            return None
        return self.claimed_by


class SavedFilter(models.Model):
    """A queue that an editor comes back to: a name for a query string."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_filters",
        verbose_name=_("owner"),
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("query"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["owner", "name"]
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_name_unique_for_owner",
                fields=["owner", "name"],
                violation_error_message=_("You have a filter of that name already."),
            ),
            models.CheckConstraint(
                name="saved_filter_has_a_name", condition=~Q(name="")
            ),
        ]

    def __str__(self):
        return self.name


class DeskKeys(models.Model):
    """The keys that an editor chose, by what they do; what is not in it is as usual."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="desk_keys",
        verbose_name=_("owner"),
    )
    keys = models.JSONField(_("keys"), default=dict, blank=True)

    class Meta:
        verbose_name = _("keys of the desk")
        verbose_name_plural = _("keys of the desk")

    def __str__(self):
        return str(self.owner)
