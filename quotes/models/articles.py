"""Articles and their immutable texts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.addresses import titled_path
from quotes.models.base import PublicIdModel, digest_length, one_of
from quotes.querysets import ArticleQuerySet, RevisionQuerySet
from quotes.texts import slug
from quotes.vocabulary import Known, Language, Release


class Article(PublicIdModel):
    """A news piece as the newsroom received or ran it."""

    headline = models.CharField(
        _("headline"),
        max_length=300,
        blank=True,
        help_text=_("May be empty: lists then show the first words of the text."),
    )
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    publisher = models.CharField(_("agency or publisher"), max_length=200, blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=120, blank=True, help_text=_("The place, as printed.")
    )
    language = models.CharField(_("language"), max_length=3, choices=Language)
    url = models.URLField(_("address of the original"), max_length=500, blank=True)
    external_id = models.CharField(
        _("external id"),
        max_length=120,
        blank=True,
        help_text=_("The publisher’s own id; unique for one publisher."),
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_on_known = models.CharField(
        _("how the date is known"), max_length=12, choices=Known, blank=True
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("Only where the text or the feed gives a time zone."),
    )
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)
    published_printed = models.CharField(
        _("time of publication as printed"), max_length=80, blank=True
    )
    updated_printed = models.CharField(
        _("time of update as printed"), max_length=80, blank=True
    )
    release = models.CharField(
        _("release"), max_length=10, choices=Release, default=Release.DRAFT
    )
    embargo_until = models.DateTimeField(_("embargoed until"), null=True, blank=True)
    taken_back_at = models.DateTimeField(
        _("taken from readers"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When it stopped being public; empty while it is, or never was."),
    )
    rights = models.CharField(
        _("rights"), max_length=200, blank=True, help_text=_("For example “© AFP”.")
    )
    created_at = models.DateTimeField(
        _("created"), default=timezone.now, editable=False
    )

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_on", "-pk"]
        permissions = [("release_article", _("Can release and withhold articles"))]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_newest"),
            models.Index(
                fields=["embargo_until"],
                name="article_embargoes",
                condition=Q(release=Release.EMBARGOED),
            ),
            models.Index(
                fields=["release", "-published_on", "-id"],
                name="article_not_published",
                condition=~Q(release=Release.PUBLISHED),
            ),
        ]
        constraints = [
            one_of("language", Language, "article_language_known"),
            one_of("release", Release, "article_release_known"),
            one_of("published_on_known", Known, "article_date_basis_known", blank=True),
            models.CheckConstraint(
                name="article_date_says_how_it_is_known",
                condition=Q(published_on=None, published_on_known="")
                | (Q(published_on__isnull=False) & ~Q(published_on_known="")),
                violation_error_message=_(
                    "Say how the date is known, printed or worked out; without a date, "
                    "leave it empty."
                ),
            ),
            models.CheckConstraint(
                name="article_embargo_has_an_end",
                condition=Q(release=Release.EMBARGOED, embargo_until__isnull=False)
                | (~Q(release=Release.EMBARGOED) & Q(embargo_until=None)),
                violation_error_message=_(
                    "An embargoed article needs the moment when its embargo ends; no "
                    "other release has one."
                ),
            ),
            models.UniqueConstraint(
                name="article_external_id_unique_for_publisher",
                fields=["publisher", "external_id"],
                condition=~Q(external_id=""),
                violation_error_message=_(
                    "This publisher’s id belongs to another article already."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The headline or, labeled, the first words of the current text."""
        return self.headline or self.lead or f"({self.public_id})"

    @property
    def lead(self):
        """The first words of the current text; empty when there is none."""
        revision = self.current_revision
        if revision is None:
            return ""
        return Truncator(revision.text.strip().split("\n", 1)[0]).words(14)

    @property
    def current_revision(self):
        """The revision with the highest number, or None.

        Uses prefetched revisions where there are some.
        """
        return max(self.revisions.all(), key=lambda each: each.number, default=None)

    def is_public(self, at=None):
        """Tell whether readers may see it at a moment (aware; now when omitted)."""
        if self.release == Release.EMBARGOED:
            return self.embargo_until <= (at or timezone.now())
        return self.release == Release.PUBLISHED

    def get_absolute_url(self):
        words = slug(self.headline) or self.language
        return titled_path("article", self.public_id, words)


class Revision(models.Model):
    """One received version of an article's text; written once, then only read."""

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="revisions", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("received by"),
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article", "-number"]
        indexes = [models.Index(fields=["sha256"], name="revision_by_sha256")]
        constraints = [
            models.UniqueConstraint(
                name="revision_number_unique_in_article", fields=["article", "number"]
            ),
            models.CheckConstraint(
                name="revision_number_from_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="revision_text_normalized",
                condition=~Q(text="")
                & ~Q(text__contains="\r")
                & ~Q(text__startswith="\ufeff"),
                violation_error_message=_(
                    "A text is kept with line feeds only, without a byte order mark, "
                    "and is never empty."
                ),
            ),
            digest_length("sha256", "revision_sha256_complete"),
        ]

    def __str__(self):
        return _("revision %(number)d of %(article)s") % {
            "number": self.number,
            "article": self.article_id and self.article.public_id,
        }

    def natural_key(self):
        return (*self.article.natural_key(), self.number)

    natural_key.dependencies = ["quotes.article"]
