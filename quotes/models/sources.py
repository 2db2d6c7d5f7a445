"""Sources: where the newsroom has a statement from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.addresses import titled_path
from quotes.models.base import PublicIdModel, one_of
from quotes.querysets import SourceQuerySet
from quotes.texts import slug
from quotes.vocabulary import Language, SourceKind, Terms


class Source(PublicIdModel):
    """A hearing, interview, report, dispatch …, and the source that it relays."""

    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind)
    name = models.CharField(_("name"), max_length=250)
    language = models.CharField(
        _("language of the name"),
        max_length=3,
        choices=Language,
        default=Language.UNDETERMINED,
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    archived_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    terms = models.CharField(
        _("terms"), max_length=10, choices=Terms, default=Terms.ON_RECORD
    )
    terms_reason = models.TextField(
        _("why these terms"), blank=True, help_text=_("Not public.")
    )
    terms_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("terms approved by"),
    )
    relays = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_by",
        verbose_name=_("relays"),
        help_text=_("The source that this one passes on, one step nearer the speaker."),
    )

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]
        permissions = [("approve_terms", _("Can approve the terms of a source"))]
        indexes = [
            models.Index(fields=["name", "id"], name="source_by_name"),
            models.Index(
                fields=["terms", "name", "id"],
                name="source_not_on_record",
                condition=~Q(terms=Terms.ON_RECORD),
            ),
        ]
        constraints = [
            one_of("kind", SourceKind, "source_kind_known"),
            one_of("terms", Terms, "source_terms_known"),
            one_of("language", Language, "source_language_known"),
            models.CheckConstraint(name="source_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="source_does_not_relay_itself",
                condition=Q(relays=None) | ~Q(relays=F("id")),
                violation_error_message=_("A source cannot relay itself."),
            ),
            models.CheckConstraint(
                name="source_off_record_needs_reason_and_approval",
                condition=Q(terms=Terms.ON_RECORD)
                | (~Q(terms_reason="") & Q(terms_approved_by__isnull=False)),
                violation_error_message=_(
                    "Terms other than on the record need a reason and somebody who "
                    "approved them."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def chain(self):
        """Return this source and what it relays, nearest first, as a list.

        A cycle, which the workflow refuses and check_data names, ends the walk.
        """
        found, source = [], self
        while source is not None and source not in found:
            found.append(source)
            source = source.relays
        return found

    def get_absolute_url(self):
        words = slug(self.name) or self.kind
        return titled_path("source", self.public_id, words)
