"""What serves readers beside publications: names to search by, and what is asked for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker
from quotes.public_querysets import PublicNameQuerySet


class PublicName(models.Model):
    """A name, folded, under which a publication of a speaker can be found.

    Written with publications; whether readers may find the speaker is asked of the
    listed ones. On PostgreSQL a trigram index (migration 0005) finds misspelled ones.
    """

    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        related_name="public_names",
        verbose_name=_("speaker"),
    )
    folded = models.CharField(_("name, folded"), max_length=200)

    objects = PublicNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("public name")
        verbose_name_plural = _("public names")
        constraints = [
            models.UniqueConstraint(
                name="public_name_once_for_speaker", fields=["speaker", "folded"]
            ),
            models.CheckConstraint(
                name="public_name_not_empty", condition=~Q(folded="")
            ),
        ]

    def __str__(self):
        return self.folded

    def natural_key(self):
        return (*self.speaker.natural_key(), self.folded)

    natural_key.dependencies = ["quotes.speaker"]


class Reading(models.Model):
    """How often the page of a quote was asked for on a day (UTC), by whomever."""

    quote = models.ForeignKey(
        Quote, models.CASCADE, related_name="readings", verbose_name=_("quote")
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"))

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes = [models.Index(fields=["day"], name="reading_by_day")]
        constraints = [
            models.UniqueConstraint(
                name="reading_once_for_quote_and_day", fields=["quote", "day"]
            ),
        ]

    def __str__(self):
        return f"{self.quote_id}, {self.day}: {self.count}"
