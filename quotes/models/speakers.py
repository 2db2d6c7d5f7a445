"""Speakers: the persons and bodies that mentions resolve to."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.addresses import titled_path
from quotes.models.articles import Article
from quotes.models.base import PublicIdModel, one_of
from quotes.offices import was_held
from quotes.querysets import (
    OfficeQuerySet,
    SpeakerNameQuerySet,
)
from quotes.speaker_querysets import INDEX_NAME, SpeakerQuerySet
from quotes.texts import slug
from quotes.vocabulary import Language, NameKind, SpeakerKind


class Speaker(PublicIdModel):
    """A person, organization, government, publication or group."""

    kind = models.CharField(_("kind"), max_length=12, choices=SpeakerKind)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        blank=True,
        help_text=_("“Cancian, Mark”. Empty: the name itself."),
    )
    description = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("A few words that tell two people of one name apart. Public."),
    )
    wikidata_id = models.CharField(
        _("Wikidata id"),
        max_length=16,
        blank=True,
        validators=[
            RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata id is Q and a number: Q42."))
        ],
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = SpeakerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name", "pk"]
        permissions = [("merge_speaker", _("Can merge speakers"))]
        indexes = [
            models.Index(fields=["name", "id"], name="speaker_by_name"),
            models.Index(INDEX_NAME, "id", name="speaker_by_sort_name"),
        ]
        constraints = [
            one_of("kind", SpeakerKind, "speaker_kind_known"),
            models.CheckConstraint(name="speaker_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="speaker_wikidata_id_form",
                condition=Q(wikidata_id="") | Q(wikidata_id__startswith="Q"),
                violation_error_message=_("A Wikidata id is Q and a number: Q42."),
            ),
            models.UniqueConstraint(
                name="speaker_wikidata_id_unique",
                fields=["wikidata_id"],
                condition=~Q(wikidata_id="") & Q(merged_into=None),
                violation_error_message=_(
                    "Another speaker has this Wikidata id: are the two one?"
                ),
            ),
            models.CheckConstraint(
                name="speaker_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self):
        if self.description:
            return f"{self.name} ({self.description})"
        return self.name

    def name_in(self, language):
        """Return the name that readers of a language are shown; reads preloaded names."""
        for name in self.names.all():
            if name.is_display and name.language == language:
                return name.name
        return self.name

    def resolved(self):
        """Return the speaker that stands at the end of the merges, itself if none.

        A cycle, which the workflow refuses and check_data names, ends the walk.
        """
        seen, speaker = {self.pk}, self
        while speaker.merged_into is not None and speaker.merged_into_id not in seen:
            speaker = speaker.merged_into
            seen.add(speaker.pk)
        return speaker

    def get_absolute_url(self):
        words = slug(self.name) or self.kind
        return titled_path("speaker", self.public_id, words)


class SpeakerName(models.Model):
    """Another name that a speaker goes by in texts: “Moscou” for the Kremlin."""

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="names", verbose_name=_("speaker")
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind)
    language = models.CharField(
        _("language"), max_length=3, choices=Language, default=Language.UNDETERMINED
    )
    is_display = models.BooleanField(
        _("shown in this language"),
        default=False,
        help_text=_("Pages in this language show this name instead of the main one."),
    )

    objects = SpeakerNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["speaker", "name", "language"]
        constraints = [
            one_of("kind", NameKind, "speaker_name_kind_known"),
            one_of("language", Language, "speaker_name_language_known"),
            models.CheckConstraint(
                name="speaker_name_not_empty", condition=~Q(name="")
            ),
            models.UniqueConstraint(
                name="speaker_name_unique_for_speaker",
                fields=["speaker", "name", "language"],
                violation_error_message=_("This speaker has that name already."),
            ),
            models.UniqueConstraint(
                name="speaker_name_one_shown_per_language",
                fields=["speaker", "language"],
                condition=Q(is_display=True),
                violation_error_message=_(
                    "Only one name of a speaker can be the one shown in a language."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (*self.speaker.natural_key(), self.name, self.language)

    natural_key.dependencies = ["quotes.speaker"]


class Office(models.Model):
    """A title held, from a day to a day; who held it decides who “le ministre” can be.

    Dates that nobody printed stay empty. An office without dates counts for the
    quotes of the article that prints it, and for no other day.
    """

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, related_name="offices", verbose_name=_("speaker")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    organization = models.CharField(_("organization"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=3, choices=Language, default=Language.UNDETERMINED
    )
    held_from = models.DateField(_("from"), null=True, blank=True)
    held_to = models.DateField(
        _("to"), null=True, blank=True, help_text=_("Last day in office, included.")
    )
    printed_in = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("printed in"),
        help_text=_("The article that gives this office, where no dates are known."),
    )
    note = models.CharField(
        _("how we know"), max_length=300, blank=True, help_text=_("Not public.")
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["speaker", "held_from", "title", "organization"]
        constraints = [
            one_of("language", Language, "office_language_known"),
            models.CheckConstraint(
                name="office_has_title_or_organization",
                condition=~Q(title="", organization=""),
                violation_error_message=_("Give a title, an organization or both."),
            ),
            models.CheckConstraint(
                name="office_ends_after_it_begins",
                condition=Q(held_from=None)
                | Q(held_to=None)
                | Q(held_to__gte=F("held_from")),
                violation_error_message=_("An office cannot end before it begins."),
            ),
            models.UniqueConstraint(
                name="office_unique_for_speaker",
                fields=["speaker", "title", "organization", "held_from"],
                condition=Q(held_from__isnull=False),
                violation_error_message=_("This speaker has that office already."),
            ),
            models.UniqueConstraint(
                name="office_undated_unique_for_speaker",
                fields=["speaker", "title", "organization"],
                condition=Q(held_from=None),
                violation_error_message=_("This speaker has that office already."),
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in (self.title, self.organization) if part)

    def natural_key(self):
        return (
            *self.speaker.natural_key(),
            self.title,
            self.organization,
            self.held_from and self.held_from.isoformat(),
        )

    natural_key.dependencies = ["quotes.speaker"]

    def was_held(self, day, article_id=None):
        """Tell whether it was held on a day, as far as dates or a print show it.

        day may be None; article_id is the key of the article whose quote is asked
        about.
        """
        return was_held(
            self.held_from,
            self.held_to,
            self.printed_in_id,
            day=day,
            article=article_id,
        )
