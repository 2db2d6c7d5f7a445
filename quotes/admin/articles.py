"""Articles and their texts: taken in once, read with every statement marked."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import OuterRef
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin import searching
from quotes.admin.base import HistoryAdmin, ReadOnlyAdmin
from quotes.admin.desk.counts import LimitedCount, limited_count, shown_count
from quotes.admin.intake import views as intake
from quotes.admin.revising import revise_view, revisions_of, text_view
from quotes.admin.statements import lines_of_article, statements_of
from quotes.admin.titles import lead_of, title_of
from quotes.models import Article, Quote, Revision
from quotes.roles import may
from quotes.vocabulary import Release, Status


class ArticleForm(forms.ModelForm):
    """An article; its text is typed or pasted once, when it is added."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "As received, faults included. It is kept as it is and never changed."
        ),
    )

    class Meta:
        model = Article
        exclude = ()  # noqa: DJ006 - the fieldsets of the admin name the fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("text", None)
        for field in self.fields.values():
            if isinstance(field.widget, AdminSplitDateTime):
                _name_both_parts(field)


def _name_both_parts(field):
    """Give date and time a name each: Django labels neither (5.2)."""
    for part, name in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
        part.attrs["aria-label"] = f"{field.label}: {name}"


@admin.register(Article)
class ArticleAdmin(HistoryAdmin):
    """Articles, each with its text and the statements in it."""

    form = ArticleForm
    change_form_template = "admin/quotes/article_form.html"
    change_list_template = "admin/quotes/article_list.html"
    list_display = (
        "shown_title",
        "release",
        "statement_count",
        "published_on",
        "publisher",
        "language",
    )
    # By days past, not by a calendar of all days, for which every row is read.
    list_filter = ("release", "published_on", "language", "published_on_known")
    sortable_by = ("published_on",)
    search_fields = ("headline",)
    search_help_text = gettext_lazy(
        "Words of the headline, the publisher, the byline, or an id, or how they begin."
    )
    readonly_fields = ("public_id", "created_at")

    def get_fieldsets(self, request, obj=None):
        what = ("headline", ("publisher", "byline"), ("language", "dateline"))
        when = (
            ("published_on", "published_on_known"),
            ("published_at", "updated_at"),
            ("published_printed", "updated_printed"),
        )
        record = ("url", ("external_id", "rights"))
        if obj is not None:
            record = (*record, ("public_id", "created_at"))
        sets = [
            (None, {"fields": (*what, ("release", "embargo_until"))}),
            (_("When it appeared"), {"fields": when, "classes": ("collapse",)}),
            (_("Where it is from"), {"fields": record, "classes": ("collapse",)}),
        ]
        if obj is None:
            sets.insert(1, (None, {"fields": ("text",)}))
        return sets

    def get_urls(self):
        pages = [
            ("new-text/", revise_view, "revise"),
            ("text/<int:number>/", text_view, "text"),
        ]
        return [
            path(
                f"<int:article_id>/{address}",
                self.admin_site.admin_view(partial(view, self)),
                name=f"quotes_article_{name}",
            )
            for address, view, name in pages
        ] + (intake.paths(self) + super().get_urls())

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if may(request.user, "release_article"):
            return fields
        return (*fields, "release", "embargo_until")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            return rows.with_texts()
        of_article = Quote.objects.filter(article=OuterRef("pk"))
        return rows.annotate(
            text_start=lead_of("pk"), statement_count=LimitedCount(of_article)
        )

    def streams(self, rows, term):
        return [
            searching.by_public_id(rows, term, "public_id"),
            searching.by_name(rows, term),
        ]

    @admin.display(description=gettext_lazy("article"))
    def shown_title(self, article):
        return title_of(article, article.text_start)

    @admin.display(description=gettext_lazy("statements"))
    def statement_count(self, article):
        return shown_count(article.statement_count)

    def save_model(self, request, obj, form, change):
        if change:
            with workflow.noting_release(obj):
                super().save_model(request, obj, form, change)
            return
        given = {
            name: value for name, value in form.cleaned_data.items() if name != "text"
        }
        revision = workflow.receive_article(
            form.cleaned_data["text"], by=request.user, fields=given
        )
        obj.__dict__.update(revision.article.__dict__)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            revision = obj.current_revision
            here, elsewhere = statements_of(obj, revision)
            context.update(
                revision=revision,
                lines=lines_of_article(revision, here),
                statements=[*here, *elsewhere],
                elsewhere=elsewhere,
                statuses=[status for status in Status if _is_among(status, here)],
                may_add_statement=may(request.user, "add_quote")
                or may(request.user, "propose_quote"),
                may_revise=not workflow.why_no_revision(request.user),
                revisions=revisions_of(obj),
                may_find=revision is not None and may(request.user, "propose_quote"),
            )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def why_not_deleted(self, request, obj):
        """An article goes only while nothing came of it: a draft pasted by mistake."""
        count = limited_count(obj.quotes)
        if count:
            why = _(
                "Statements stand in this article (%(count)s), and their reviews name it. "
                "Set its release to “withheld” to take it from readers; a statement "
                "that is none is rejected on its own page."
            ) % {"count": shown_count(count)}
        elif obj.release != Release.DRAFT or obj.offices.exists():
            why = _(
                "Only a draft that nothing refers to is deleted. Set its release to "
                "“withheld” to take it from readers."
            )
        else:
            return None
        change = reverse("admin:quotes_article_change", args=[obj.pk])
        return why, [(_("Change the release"), change)]

    def get_deleted_objects(self, objs, request):
        """The received text of a mere draft goes with it; see why_not_deleted."""
        to_delete, counts, perms_needed, _protected = super().get_deleted_objects(
            objs, request
        )
        return to_delete, counts, perms_needed - {Revision._meta.verbose_name}, []

    def delete_model(self, request, obj):
        obj._history_user = request.user
        obj.revisions.all().delete()
        super().delete_model(request, obj)


def _is_among(status, statements):
    return any(statement.status == status for statement in statements)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The texts as received."""

    list_display = ("__str__", "title", "received_at", "received_by", "short_digest")
    list_select_related = ("article", "received_by")
    ordering = ("-pk",)
    search_fields = ("sha256",)
    search_help_text = gettext_lazy("Words of the headline, an id, or a SHA-256.")
    fields = ("article_link", "number", "received_at", "received_by", "sha256", "text")
    readonly_fields = ("article_link",)

    def streams(self, rows, term):
        return [
            rows.filter(sha256=term.lower()),
            searching.by_public_id(rows, term, "article__public_id"),
            searching.in_articles(rows, term),
        ]

    @admin.display(description=gettext_lazy("headline"))
    def title(self, revision):
        return revision.article.headline or "–"

    @admin.display(description="SHA-256")
    def short_digest(self, revision):
        return revision.sha256[:12]

    @admin.display(description=gettext_lazy("article"))
    def article_link(self, revision):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:quotes_article_change", args=[revision.article_id]),
            revision.article,
        )
