"""Publications: the public states of quotes, the only thing readers are shown."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.addresses import titled_path
from quotes.models.articles import Article
from quotes.models.base import digest_length, one_of
from quotes.models.quotes import Quote
from quotes.models.reviews import Review
from quotes.models.sources import Source
from quotes.models.speakers import Speaker
from quotes.public_querysets import (
    PublicationQuerySet,
)
from quotes.texts import slug
from quotes.vocabulary import (
    PUBLIC,
    Decision,
    Kind,
    Language,
    Polarity,
    Role,
    SourceKind,
    Status,
)


class Publication(models.Model):
    """The n-th public state of a quote.

    Immutable but for the marks of its standing: `is_current` (no newer one exists),
    `under_review` (the quote was changed since) and `changed_at` (when readers last saw
    a difference). `state` is the review's state without what is internal; `shown` holds
    the display texts frozen with it. `sorted_on`, `office`, `search_words` and
    `search_terms` are derived from the other columns and can be made anew.
    """

    quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="publications", verbose_name=_("quote")
    )
    number = models.PositiveIntegerField(_("number"))
    review = models.OneToOneField(
        Review, models.PROTECT, related_name="publication", verbose_name=_("review")
    )
    is_current = models.BooleanField(_("current"), default=True)
    under_review = models.BooleanField(_("under review"), default=False)
    published_at = models.DateTimeField(_("published"))
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    public_id = models.CharField(_("public id"), max_length=12)
    status = models.CharField(_("status"), max_length=12, choices=Status)
    is_corrected = models.BooleanField(_("corrected"), default=False)
    is_single_editor = models.BooleanField(_("single editor"), default=False)
    words = models.TextField(_("words"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    polarity = models.CharField(
        _("polarity"), max_length=10, choices=Polarity, blank=True
    )
    language = models.CharField(
        _("language"), max_length=3, choices=Language, blank=True
    )
    is_heading = models.BooleanField(_("heading"), default=False)
    speaker_names = models.CharField(_("speakers"), max_length=500, blank=True)
    speaker_search = models.TextField(_("speakers, folded"), blank=True)
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        related_name="publications",
        verbose_name=_("article"),
    )
    source_kind = models.CharField(
        _("kind of source"), max_length=16, choices=SourceKind, blank=True
    )
    said_on = models.DateField(_("said on"), null=True, blank=True)
    dated_on = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("When it was said or else when the article was published."),
    )
    sorted_on = models.DateField(
        _("listed under"),
        default=date.min,
        help_text=_("The date, or the first day there is where none is known."),
    )
    changed_at = models.DateTimeField(
        _("last changed for readers"), default=timezone.now
    )
    office = models.CharField(_("office on the day"), max_length=300, blank=True)
    search_text = models.TextField(_("search text, folded"), blank=True)
    search_words = models.TextField(_("search words"), blank=True)
    search_terms = models.TextField(_("search terms"), blank=True)
    article_search = models.TextField(_("article, folded"), blank=True)
    source_search = models.TextField(_("sources, folded"), blank=True)
    notice = models.TextField(_("notice"), blank=True)
    state = models.JSONField(_("public state"))
    shown = models.JSONField(_("display texts"))
    digest = models.CharField(_("digest"), max_length=64)
    speakers = models.ManyToManyField(
        Speaker, through="PublicationSpeaker", related_name="publications"
    )
    sources = models.ManyToManyField(
        Source, through="PublicationSource", related_name="publications"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-sorted_on", "-pk"]
        indexes = [
            models.Index(
                fields=["-sorted_on", "-id"],
                name="publication_newest",
                condition=Q(is_current=True),
            ),
            models.Index(
                fields=["changed_at", "id"],
                name="publication_changed",
                condition=Q(is_current=True),
            ),
            models.Index(fields=["public_id"], name="publication_public_id"),
            # For the panel's list: what few publications are.
            models.Index(
                fields=["status", "-id"],
                name="publication_not_verified",
                condition=~Q(status=Status.VERIFIED),
            ),
            models.Index(
                fields=["-id"],
                name="publication_under_review",
                condition=Q(under_review=True),
            ),
            models.Index(
                fields=["-id"],
                name="publication_corrected",
                condition=Q(is_corrected=True),
            ),
        ]
        constraints = [
            one_of("decision", Decision, "publication_decision_known"),
            one_of("role", Role, "publication_role_known"),
            one_of("kind", Kind, "publication_kind_known", blank=True),
            one_of("polarity", Polarity, "publication_polarity_known", blank=True),
            one_of("language", Language, "publication_language_known", blank=True),
            one_of(
                "source_kind", SourceKind, "publication_source_kind_known", blank=True
            ),
            models.CheckConstraint(
                name="publication_status_is_public",
                condition=Q(status__in=PUBLIC),
                violation_error_message=_(
                    "Only settled and withdrawn quotes are public."
                ),
            ),
            models.UniqueConstraint(
                name="publication_number_unique_in_quote", fields=["quote", "number"]
            ),
            models.UniqueConstraint(
                name="publication_one_current_in_quote",
                fields=["quote"],
                condition=Q(is_current=True),
            ),
            digest_length("digest", "publication_digest_complete"),
            models.CheckConstraint(
                name="publication_listed_under_its_date",
                condition=Q(dated_on=None) | Q(sorted_on=F("dated_on")),
            ),
            models.CheckConstraint(
                name="publication_under_review_only_when_current",
                condition=Q(under_review=False) | Q(is_current=True),
            ),
            models.CheckConstraint(
                name="publication_withdrawn_shows_no_words",
                condition=~Q(status=Status.WITHDRAWN)
                | Q(
                    words="",
                    speaker_names="",
                    search_text="",
                    search_words="",
                    search_terms="",
                    office="",
                ),
            ),
            models.CheckConstraint(
                name="publication_has_words_unless_withdrawn",
                condition=Q(status=Status.WITHDRAWN) | ~Q(words=""),
            ),
        ]

    def __str__(self):
        return f"{self.public_id} v{self.number}"

    def get_absolute_url(self):
        return titled_path("quote", self.public_id, self.slug)

    def natural_key(self):
        return (*self.quote.natural_key(), self.number)

    natural_key.dependencies = ["quotes.quote", "quotes.review", "quotes.article"]

    @property
    def label(self):
        """The status that readers are told: under review where it was changed since."""
        if self.under_review and self.status != Status.WITHDRAWN:
            return Status.UNDER_REVIEW
        return Status(self.status)

    @property
    def slug(self):
        """First words of the quote for the address; decoration, the id decides.

        "cite" is taken by the page of citations.
        """
        found = slug(" ".join(self.words.split()[:8]))[:60].strip("-")
        return "quote" if found in ("", "cite") else found

    def get_version_url(self):
        return reverse(
            "quotes:quote-version",
            kwargs={
                "public_id": self.public_id,
                "slug": self.slug,
                "number": self.number,
            },
        )
