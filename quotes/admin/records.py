"""Rows that only the workflow writes, to look at: spans, claims, reviews, publications."""

import json

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quotes.admin import searching
from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.lists import QUOTES_HELP
from quotes.admin.statements import who
from quotes.models import Attribution, Proposal, Publication, Review, Span


def as_json(value):
    """Return plain data as it is stored, set to be read."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return format_html('<pre class="record" tabindex="0">{}</pre>', text)


class OfQuoteAdmin(ReadOnlyAdmin):
    """Rows of a quote; each names it and leads to its page."""

    search_fields = ("quote__words",)
    search_help_text = QUOTES_HELP
    list_select_related = ("quote",)
    #: Written last comes first, which is the order of the key.
    ordering = ("-pk",)

    def streams(self, rows, term):
        return searching.of_quotes(rows, term)

    @admin.display(description=_("quote"))
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
    list_filter = ("state",)
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
    search_help_text = _("A speaker, or the words of a quote or its id.")
    fields = (
        "quote_link",
        ("number", "rank", "position", "jointly"),
        ("speaker", "mention"),
        ("basis", "accepted_by"),
        "reason",
    )
    readonly_fields = ("quote_link",)

    def streams(self, rows, term):
        speakers = searching.speakers_named(term)
        return [*super().streams(rows, term), rows.filter(speaker__in=speakers)]

    @admin.display(description=_("speaker"))
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
    search_help_text = _("The words of a quote or its id, or a username.")
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

    def streams(self, rows, term):
        return [*super().streams(rows, term), rows.filter(by__username=term)]

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
    search_help_text = _(
        "The words of a quote, a speaker and other words of its passage, or its id."
    )
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

    def streams(self, rows, term):
        shown = rows.filter(is_current=True).matching(term)
        return [*super().streams(rows, term), shown]

    @admin.display(description=_("public state"))
    def shown_state(self, publication):
        return as_json(publication.state)

    @admin.display(description=_("display texts"))
    def shown_texts(self, publication):
        return as_json(publication.shown)
