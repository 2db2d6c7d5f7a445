"""Rows that only the workflow writes, to look at: spans, claims, reviews, publications."""

import json

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.statements import who
from quotes.models import Attribution, Proposal, Publication, Review, Span


def as_json(value):
    """Return plain data as it is stored, set to be read."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return format_html('<pre class="record" tabindex="0">{}</pre>', text)


class OfQuoteAdmin(ReadOnlyAdmin):
    """Rows of a quote; each names it and leads to its page."""

    search_fields = ("quote__public_id", "quote__words")
    search_help_text = _("The id or the words of a quote.")
    list_select_related = ("quote",)

    @admin.display(description=_("quote"), ordering="quote")
    def quote_words(self, row):
        return Truncator(row.quote.words).chars(60)

    @admin.display(description=_("quote"))
    def quote_link(self, row):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:quotes_quote_change", args=[row.quote_id]),
            row.quote,
        )


@admin.register(Span)
class SpanAdmin(OfQuoteAdmin):
    list_display = ("exact", "role", "number", "start", "end", "state", "quote_words")
    list_filter = ("role", "state")
    search_fields = ("exact", "quote__public_id")
    search_help_text = _("Words of the span, or the id of a quote.")
    fields = (
        "quote_link",
        "revision",
        ("role", "number"),
        ("start", "end", "state"),
        ("prefix", "exact", "suffix"),
    )
    readonly_fields = ("quote_link",)


@admin.register(Attribution)
class AttributionAdmin(OfQuoteAdmin):
    list_display = ("said_by", "rank", "basis", "quote_words", "accepted_by")
    list_filter = ("rank", "basis", "jointly")
    list_select_related = ("quote", "speaker", "mention", "accepted_by")
    search_fields = ("speaker__name", "mention__exact", "quote__public_id")
    search_help_text = _("A speaker, words of a mention, or the id of a quote.")
    fields = (
        "quote_link",
        ("number", "rank", "position", "jointly"),
        ("speaker", "mention"),
        ("basis", "accepted_by"),
        "reason",
    )
    readonly_fields = ("quote_link",)

    @admin.display(description=_("speaker"), ordering="speaker__name")
    def said_by(self, attribution):
        return who(attribution)

    def lookup_allowed(self, lookup, value, request=None):
        """A speaker's page leads here when it cannot be deleted."""
        return lookup == "speaker__id__exact" or super().lookup_allowed(
            lookup, value, request
        )


@admin.register(Proposal)
class ProposalAdmin(OfQuoteAdmin):
    list_display = ("quote_words", "__str__", "outcome", "decided_by", "proposed_at")
    list_filter = ("outcome",)
    list_select_related = ("quote", "decided_by")
    fields = (
        "quote_link",
        ("engine", "engine_version"),
        "rules",
        ("outcome", "decided_by", "proposed_at"),
    )
    readonly_fields = ("quote_link", "rules")

    @admin.display(description=_("rule and confidence by field"))
    def rules(self, proposal):
        return as_json(proposal.fields)


@admin.register(Review)
class ReviewAdmin(OfQuoteAdmin):
    list_display = ("quote_words", "number", "decision", "by", "role", "at")
    list_filter = ("decision", "role")
    list_select_related = ("quote", "by")
    ordering = ("-at", "-pk")
    search_fields = ("quote__public_id", "by__username", "reason", "digest")
    search_help_text = _("The id of a quote, who, words of the reason, or a digest.")
    fields = (
        "quote_link",
        ("number", "decision"),
        ("by", "role", "at"),
        "reason",
        ("evidence", "evidence_is_internal"),
        "shown_state",
        "previous_digest",
        "digest",
    )
    readonly_fields = ("quote_link", "shown_state")

    @admin.display(description=_("state of the quote"))
    def shown_state(self, review):
        return as_json(review.state)


@admin.register(Publication)
class PublicationAdmin(OfQuoteAdmin):
    list_display = (
        "quote_words",
        "number",
        "status",
        "speaker_names",
        "is_current",
        "is_corrected",
        "under_review",
        "published_at",
    )
    list_filter = ("is_current", "status", "is_corrected", "under_review", "kind")
    ordering = ("-published_at", "-pk")
    search_fields = ("public_id", "words", "speaker_names")
    search_help_text = _("The id, the words, or a speaker.")
    fields = (
        "quote_link",
        ("number", "review"),
        ("status", "decision", "role"),
        ("is_current", "under_review", "is_corrected", "is_single_editor"),
        "published_at",
        "notice",
        "shown_state",
        "shown_texts",
    )
    readonly_fields = ("quote_link", "shown_state", "shown_texts")

    @admin.display(description=_("public state"))
    def shown_state(self, publication):
        return as_json(publication.state)

    @admin.display(description=_("display texts"))
    def shown_texts(self, publication):
        return as_json(publication.shown)
