"""Attributions: claims about who said a quote, and what the engine proposed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from quotes.models.base import one_of
from quotes.models.quotes import Quote
from quotes.models.spans import Span
from quotes.models.speakers import Speaker
from quotes.querysets import AttributionQuerySet, ProposalQuerySet
from quotes.vocabulary import Basis, Outcome, Rank


class Attribution(models.Model):
    """Who said a quote, by one account; the wrong ones are kept, deprecated."""

    quote = models.ForeignKey(
        Quote, models.CASCADE, related_name="attributions", verbose_name=_("quote")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # the index below begins with it
        related_name="attributions",
        verbose_name=_("speaker"),
        help_text=_("Empty: we do not know who it is."),
    )
    mention = models.ForeignKey(
        Span,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attributions",
        verbose_name=_("mention"),
    )
    rank = models.CharField(_("rank"), max_length=10, choices=Rank, default=Rank.NORMAL)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    jointly = models.BooleanField(
        _("jointly"), default=False, help_text=_("“selon Kiev et Washington”")
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    reason = models.TextField(_("reason"), blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )

    objects = AttributionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering = ["quote", "number"]
        indexes = [
            models.Index(fields=["speaker", "-id"], name="attribution_by_speaker"),
            models.Index(
                fields=["-id"],
                name="attribution_deprecated",
                condition=Q(rank=Rank.DEPRECATED),
            ),
            models.Index(
                fields=["-id"], name="attribution_jointly", condition=Q(jointly=True)
            ),
        ]
        constraints = [
            one_of("rank", Rank, "attribution_rank_known"),
            one_of("basis", Basis, "attribution_basis_known"),
            models.UniqueConstraint(
                name="attribution_number_unique_in_quote", fields=["quote", "number"]
            ),
            models.CheckConstraint(
                name="attribution_number_from_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="attribution_deprecated_needs_reason",
                condition=~Q(rank=Rank.DEPRECATED) | ~Q(reason=""),
                violation_error_message=_(
                    "Say why this attribution is wrong: it is kept with its reason."
                ),
            ),
            models.CheckConstraint(
                name="attribution_preferred_proposal_was_accepted",
                condition=~Q(rank=Rank.PREFERRED, basis=Basis.PROPOSED)
                | Q(accepted_by__isnull=False),
                violation_error_message=_(
                    "What a program proposed is preferred only once somebody "
                    "accepted it."
                ),
            ),
            models.CheckConstraint(
                name="attribution_position_only_when_preferred",
                condition=Q(rank=Rank.PREFERRED, position__gte=1)
                | (~Q(rank=Rank.PREFERRED) & Q(position=0)),
            ),
            models.CheckConstraint(
                name="attribution_later_position_only_jointly",
                condition=Q(position__lte=1) | Q(jointly=True),
                violation_error_message=_(
                    "A second speaker is preferred only jointly with the first."
                ),
            ),
            models.CheckConstraint(
                name="attribution_jointly_only_when_preferred",
                condition=Q(jointly=False) | Q(rank=Rank.PREFERRED),
            ),
            models.UniqueConstraint(
                name="attribution_one_preferred_unless_jointly",
                fields=["quote"],
                condition=Q(rank=Rank.PREFERRED, jointly=False),
                violation_error_message=_(
                    "A quote has one preferred attribution, unless jointly."
                ),
            ),
            models.UniqueConstraint(
                name="attribution_position_unique_in_quote",
                fields=["quote", "position"],
                condition=Q(rank=Rank.PREFERRED),
            ),
        ]

    def __str__(self):
        return str(self.speaker or self.mention or _("not identified"))

    def natural_key(self):
        return (*self.quote.natural_key(), self.number)

    natural_key.dependencies = ["quotes.quote", "quotes.speaker", "quotes.span"]


class Proposal(models.Model):
    """What the engine said of a quote; rejected ones stay and are not said again."""

    quote = models.ForeignKey(
        Quote, models.CASCADE, related_name="proposals", verbose_name=_("quote")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    engine = models.CharField(_("engine"), max_length=60)
    engine_version = models.CharField(_("engine version"), max_length=40)
    fields = models.JSONField(
        _("rule and confidence by field"),
        default=dict,
        help_text=_(
            "For each field its rule and confidence in percent: "
            "{“speaker”: {“rule”: “incise-name”, “confidence”: 87}}."
        ),
    )
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.PENDING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["quote", "number"]
        indexes = [models.Index(fields=["outcome", "-id"], name="proposal_by_outcome")]
        constraints = [
            one_of("outcome", Outcome, "proposal_outcome_known"),
            models.UniqueConstraint(
                name="proposal_number_unique_in_quote", fields=["quote", "number"]
            ),
            models.CheckConstraint(
                name="proposal_names_engine_and_version",
                condition=~Q(engine="") & ~Q(engine_version=""),
            ),
            models.CheckConstraint(
                name="proposal_decided_by_a_person",
                condition=Q(outcome=Outcome.PENDING, decided_by=None)
                | (~Q(outcome=Outcome.PENDING) & Q(decided_by__isnull=False)),
                violation_error_message=_(
                    "A proposal stays one until a person decides."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.engine} {self.engine_version}"

    def natural_key(self):
        return (*self.quote.natural_key(), self.number)

    natural_key.dependencies = ["quotes.quote"]
