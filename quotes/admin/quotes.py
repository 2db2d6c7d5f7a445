"""Quotes: found in the list, changed on their page, decided on pages of their own."""

from django.contrib import admin
from django.db.models import Prefetch, Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin import (
    attributing,
    bulk,
    decisions,
    placing,
    quote_page,
    searching,
)
from quotes.admin.base import HistoryAdmin, key_in
from quotes.admin.quote_forms import QuoteForm
from quotes.admin.statements import lines_of_article, statements_of, who
from quotes.admin.titles import lead_of, title_of
from quotes.models import Article, Attribution, Quote
from quotes.roles import may
from quotes.templatetags.quotes_markup import sign
from quotes.vocabulary import Rank

_SAID = (
    gettext_lazy("When it was said"),
    {
        "fields": (
            ("said_on", "said_on_precision"),
            ("said_on_printed", "said_on_known"),
        )
    },
)
_FROM = (gettext_lazy("Where we have it from"), {"fields": ("source", "external_id")})


@admin.register(Quote)
class QuoteAdmin(bulk.BulkDecisions, HistoryAdmin):
    """Statements. Nothing is saved here directly: every change is the workflow's."""

    form = QuoteForm
    change_form_template = "admin/quotes/quote_form.html"
    list_display = (
        "shown_words",
        "shown_status",
        "speakers",
        "changed_by",
        "article_title",
        "kind",
    )
    list_display_links = ("shown_words",)
    list_filter = ("status", "kind", "polarity", "is_heading")
    list_select_related = ("article", "changed_by")
    search_fields = ("words",)
    search_help_text = gettext_lazy(
        "Words of the quote in any form, “words in a row”, its id, words of the "
        "article’s headline, or a speaker’s name: all of one kind."
    )
    autocomplete_fields = ("article", "source")

    def get_fieldsets(self, request, obj=None):
        what = (("kind", "polarity"), ("language", "is_heading"), "occasion")
        if obj is None:
            who = (_("Who said it"), {"fields": ("speaker", "second_speaker")})
            return [(None, {"fields": ("article", *what)}), who, _SAID, _FROM]
        sets = [(None, {"fields": what}), _SAID, _FROM]
        if self.has_change_permission(request, obj):
            sets.append(
                (_("Why you change it"), {"fields": ("reason", "seen_version")})
            )
        return sets

    def get_changeform_initial_data(self, request):
        """Drop an article that no address of ours would name."""
        initial = super().get_changeform_initial_data(request)
        if not _is_key(initial.get("article")):
            initial.pop("article", None)
        return initial

    def get_queryset(self, request):
        preferred = Attribution.objects.filter(rank=Rank.PREFERRED)
        preferred = preferred.select_related("speaker", "mention").order_by("position")
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            return rows
        return rows.annotate(lead=lead_of("article")).prefetch_related(
            Prefetch("attributions", preferred, to_attr="preferred")
        )

    def streams(self, rows, term):
        return [
            rows.filter(Q(public_id=term.lower()) | Q(external_id=term)),
            searching.by_words(rows, term),
            searching.said_by(rows, term),
            searching.in_articles(rows, term),
        ]

    def get_urls(self):
        steps = [
            ("decide/<str:decision>/", decisions.decide_view, "decide"),
            ("reattribute/", attributing.reattribute_view, "reattribute"),
            ("candidate/", attributing.candidate_view, "candidate"),
            ("place/", placing.place_view, "place"),
        ]
        return [
            path(
                f"<int:quote_id>/{address}",
                self.admin_site.admin_view(self._step(view)),
                name=f"quotes_quote_{name}",
            )
            for address, view, name in steps
        ] + super().get_urls()

    def _step(self, view):
        def step(request, **kwargs):
            return view(self, request, **kwargs)

        return step

    @admin.display(description=gettext_lazy("words"))
    def shown_words(self, quote):
        return Truncator(quote.words).chars(90)

    @admin.display(description=gettext_lazy("status"))
    def shown_status(self, quote):
        return format_html(
            '<span class="status s-{}"><span class="sign" aria-hidden="true">{}</span>'
            "{}</span>",
            quote.status,
            sign(quote.status),
            quote.get_status_display(),
        )

    @admin.display(description=gettext_lazy("speaker"))
    def speakers(self, quote):
        return ", ".join(who(row) for row in quote.preferred) or "–"

    @admin.display(description=gettext_lazy("article"))
    def article_title(self, quote):
        return Truncator(title_of(quote.article, quote.lead)).chars(40)

    def has_add_permission(self, request):
        """A contributor adds too: what they enter is a proposal."""
        return super().has_add_permission(request) or may(request.user, "propose_quote")

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        if obj is None or not may_change:
            return may_change
        return not quote_page.why_no_form(obj, request.user)

    def save_model(self, request, obj, form, change):
        if change:
            obj.version = form.cleaned_data["seen_version"]
            saved = workflow.change_quote(
                obj,
                by=request.user,
                fields=form.columns(),
                spans=form.placed,
                reason=form.cleaned_data["reason"],
            )
        else:
            saved = workflow.enter_quote(
                form.revision,
                by=request.user,
                spans=form.placed,
                fields=form.columns(),
                claims=form.claims(),
                proposed=not may(request.user, "add_quote"),
            )
        obj.__dict__.update(saved.__dict__)

    def construct_change_message(self, request, form, formsets, add=False):
        message = super().construct_change_message(request, form, formsets, add)
        if not add and form.placed is not None:
            message.append({"changed": {"name": _("parts"), "object": str(_("words"))}})
        return message

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        if obj is not None:
            shown = quote_page.seen(obj)
            quote = shown["quote"]
            context.update(
                shown,
                **quote_page.around(quote),
                ways=quote_page.ways_on(quote, request.user),
                no_form=quote_page.why_no_form(quote, request.user),
                may_draft=may(request.user, "draft_correction")
                and shown["publication"] is not None,
                show_delete=False,
            )
        else:
            article = _article_of(form)
            context["article"] = article
            context["lines"] = _lines_of(article)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def why_not_deleted(self, request, obj):
        """A quote is never deleted: its reviews are append-only."""
        return (
            _(
                "A statement is never deleted: its reviews keep what was done with it. "
                "Say that it is not a quote, or withdraw it if it was public."
            ),
            [
                (way.label, way.url)
                for way in quote_page.ways_on(obj, request.user)
                if not way.refusal and ("reject" in way.url or "withdraw" in way.url)
            ],
        )

    def response_add(self, request, obj, post_url_continue=None):
        """Adding ends at the new quote, where the next step is."""
        if "_addanother" in request.POST:
            response = super().response_add(request, obj, post_url_continue)
            response["Location"] += f"?article={obj.article_id}"
            return response
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.told(request, _("Entered. Somebody else has to verify it."))
        return redirect(reverse("admin:quotes_quote_change", args=[obj.pk]))


def _is_key(value):
    """Tell whether a value from an address can be a primary key."""
    return key_in(str(value or "")) is not None


def _article_of(form):
    """Return the article that a new quote is of, as far as one was chosen."""
    given = form.data.get("article") if form.is_bound else form.initial.get("article")
    if not _is_key(given):
        return None
    return Article.objects.with_texts().filter(pk=given).first()


def _lines_of(article):
    if article is None:
        return []
    revision = article.current_revision
    return lines_of_article(revision, statements_of(article, revision)[0])
