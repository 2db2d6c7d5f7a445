"""Whom and what publications name: rows to find and order them by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quotes.models.publications import Publication
from quotes.models.sources import Source
from quotes.models.speakers import Speaker
from quotes.public_querysets import (
    PublicationSourceQuerySet,
    PublicationSpeakerQuerySet,
)


class PublicationSpeaker(models.Model):
    """A speaker whom a publication names as the one who said it.

    `sorted_on` is the publication's own: one index has a speaker's quotes in their order.
    """

    # No index for a key of its own: those of Meta begin with it.
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="speaker_rows", db_index=False
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="publication_rows", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    sorted_on = models.DateField()

    objects = PublicationSpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("published speaker")
        verbose_name_plural = _("published speakers")
        indexes = [
            models.Index(
                fields=["speaker", "-sorted_on", "-publication"],
                name="published_speaker_newest",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="publication_speaker_position_unique",
                fields=["publication", "position"],
            )
        ]

    def __str__(self):
        return f"{self.publication_id}: {self.speaker_id}"

    def natural_key(self):
        return (*self.publication.natural_key(), self.position)

    natural_key.dependencies = ["quotes.publication", "quotes.speaker"]


class PublicationSource(models.Model):
    """A source in the chain of a publication; depth 0 is the nearest.

    `sorted_on` is the publication's own: one index has a source's quotes in their order.
    """

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="source_rows", db_index=False
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="publication_rows", db_index=False
    )
    depth = models.PositiveSmallIntegerField()
    sorted_on = models.DateField()

    objects = PublicationSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("published source")
        verbose_name_plural = _("published sources")
        indexes = [
            models.Index(
                fields=["source", "-sorted_on", "-publication"],
                name="published_source_newest",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="publication_source_depth_unique", fields=["publication", "depth"]
            )
        ]

    def __str__(self):
        return f"{self.publication_id}: {self.source_id}"

    def natural_key(self):
        return (*self.publication.natural_key(), self.depth)

    natural_key.dependencies = ["quotes.publication", "quotes.source"]
