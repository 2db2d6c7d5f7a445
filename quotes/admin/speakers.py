"""Speakers with the names they go by and the offices they hold."""

import re

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.admin import merging, searching, speaker_page
from quotes.admin.base import HistoryAdmin
from quotes.admin.desk.counts import limited_count, shown_count
from quotes.models import Batch, Office, Speaker, SpeakerName


class SpeakerNameInline(admin.StackedInline):
    model = SpeakerName
    extra = 0
    fields = (("name", "kind"), ("language", "is_display"))


class OfficeInline(admin.StackedInline):
    model = Office
    extra = 0
    fields = (
        ("title", "organization"),
        ("held_from", "held_to"),
        ("language", "printed_in"),
        "note",
    )
    autocomplete_fields = ("printed_in",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("printed_in")


#: An id, or the address of its page on Wikidata.
_WIKIDATA = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/"
    r"(?:Special:EntityPage/)?)?(Q[1-9][0-9]{0,14})/?(?:[?#].*)?",
    re.IGNORECASE,
)


class SpeakerForm(forms.ModelForm):
    """A speaker's columns; the Wikidata id is checked and told apart from others'."""

    wikidata_id = forms.CharField(
        label=gettext_lazy("Wikidata id"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("As in Q42; the address of its page will do too."),
    )

    class Meta:
        model = Speaker
        fields = ("kind", "name", "sort_name", "description", "wikidata_id")

    def clean_wikidata_id(self):
        """Return the bare id; refuse what is none and what another speaker has."""
        given = self.cleaned_data["wikidata_id"]
        if not given:
            return ""
        found = _WIKIDATA.fullmatch(given)
        if found is None:
            raise ValidationError(
                _(
                    "A Wikidata id is Q and a number, as in Q42. Copy it, or the "
                    "address of its page, from Wikidata."
                )
            )
        wanted = found[1].upper()
        if self.instance.merged_into_id is None:
            self._demand_one_with(wanted)
        return wanted

    def _demand_one_with(self, wikidata_id):
        rows = Speaker.objects.standing().filter(wikidata_id=wikidata_id)
        other = rows.exclude(pk=self.instance.pk).first()
        if other is None:
            return
        address = reverse("admin:quotes_speaker_change", args=[other.pk])
        link = format_html('<a href="{}">{}</a>', address, other)
        if self.instance.pk is None:
            said = _("{speaker} has this Wikidata id already: use that one.")
            raise ValidationError(format_html(said, speaker=link))
        address = reverse("admin:quotes_speaker_merge", args=[self.instance.pk])
        said = _(
            "{speaker} has this Wikidata id already. If the two are one, "
            '<a href="{address}">merge them</a>.'
        )
        address = f"{address}?survivor={other.pk}"
        raise ValidationError(format_html(said, speaker=link, address=address))


@admin.register(Speaker)
class SpeakerAdmin(HistoryAdmin):
    """The persons and bodies that mentions resolve to."""

    form = SpeakerForm
    change_form_template = "admin/quotes/speaker_form.html"
    list_display = ("name", "description", "kind", "wikidata_id", "merged_into")
    list_filter = ("kind",)
    list_select_related = ("merged_into",)
    sortable_by = ("name",)
    search_fields = ("name",)
    search_help_text = gettext_lazy(
        "A name, another name it goes by (“Moscou”), or words of the description."
    )
    fields = (
        ("kind", "name"),
        ("sort_name", "description"),
        ("wikidata_id", "public_id"),
        "merged_into",
    )
    readonly_fields = ("public_id", "merged_into")
    inlines = (SpeakerNameInline, OfficeInline)

    def get_urls(self):
        pages = [
            ("merge/", merging.merge_view, "merge"),
            ("merges/<int:merge_id>/undo/", merging.undo_view, "undo_merge"),
        ]
        return [
            path(
                f"<int:speaker_id>/{address}",
                self.admin_site.admin_view(self._page(view)),
                name=f"quotes_speaker_{name}",
            )
            for address, view, name in pages
        ] + super().get_urls()

    def _page(self, view):
        def show(request, **kwargs):
            return view(self, request, **kwargs)

        return show

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context.update(
                why_no_merge=speaker_page.why_no_merge(obj, request.user),
                merges=speaker_page.merges_of(obj, request.user),
            )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        """A merged speaker is not offered: choose the one it was merged into."""
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            queryset = queryset.standing()
        return super().get_search_results(request, queryset, search_term)

    def streams(self, rows, term):
        names = searching.by_name(SpeakerName.objects.order_by(), term)
        return [
            searching.by_public_id(rows, term, "public_id"),
            searching.by_name(rows, term),
            rows.filter(pk__in=names.values("speaker")),
        ]

    def why_not_deleted(self, request, obj):
        count = limited_count(obj.attributions)
        if count or obj.publication_rows.exists():
            why = _(
                "Attributions name this speaker (%(count)s), and reviews keep who was "
                "named. If it is the same as another speaker, the two are merged; if "
                "a statement is not theirs, reattribute it on its own page."
            ) % {"count": shown_count(count)}
        elif obj.merged.exists():
            why = _("Other speakers were merged into this one, which has to stay.")
        elif (
            obj.merges.exists()
            or obj.merges_in.exists()
            or Batch.objects.filter(speaker=obj).exists()
        ):
            why = _(
                "A merge or a batch names this speaker. Both stay written down, also "
                "when they were undone, and so the speaker stays."
            )
        else:
            return None
        statements = reverse("admin:quotes_attribution_changelist")
        return why, [
            (_("See what names it"), f"{statements}?speaker__id__exact={obj.pk}")
        ]
