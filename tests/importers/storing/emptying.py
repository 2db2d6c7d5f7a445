"""A database without quotes, as if nothing had been taken in."""

from quotes.models import (
    Article,
    Attribution,
    Correction,
    CorrectionTask,
    DeskItem,
    Finding,
    ImportRun,
    Office,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Source,
    Span,
    Speaker,
    SpeakerName,
)


def empty():
    """Delete all rows that an editorial export has, without leaving a history."""
    for model in (
        *(ImportRun, DeskItem, Finding, CorrectionTask, Correction, QuoteLink),
        *(PublicationSpeaker, PublicationSource, PublicName, Publication, Review),
        *(Attribution, Proposal, Span, Quote, Office, SpeakerName, Revision),
    ):
        model.objects.all().delete()
    while Source.objects.exists():
        Source.objects.filter(relayed_by=None).delete()
    while Speaker.objects.exists():
        Speaker.objects.filter(merged=None).delete()
    Article.objects.all().delete()
    for model in (Article, Quote, Speaker, Source, Span, Attribution, Correction):
        model.history.all().delete()
