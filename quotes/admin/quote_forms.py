"""The form of a quote: its columns, its spans, and who said it as printed."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quotes.admin.span_forms import SpanFormSet, blank_rows, stored_rows
from quotes.models import Attribution, Quote, Speaker
from quotes.vocabulary import Basis, SpanRole
from quotes.workflow import Claim
from quotes.workflow.changes import EDITABLE
from quotes.workflow.pieces import revision_in_force


def speaker_field(**options):
    """Return a field to choose a speaker with the admin's own search, or add one."""
    field = Attribution._meta.get_field("speaker")
    widget = RelatedFieldWidgetWrapper(
        AutocompleteSelect(field, admin.site),
        field.remote_field,
        admin.site,
        can_add_related=True,
    )
    return forms.ModelChoiceField(
        Speaker.objects.standing(), widget=widget, required=False, **options
    )


class QuoteForm(forms.ModelForm):
    """A quote as an editor types it; saving is the workflow's."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when the quote was public. Kept in its reviews."),
    )
    speaker = speaker_field(
        label=_("Who said it"),
        help_text=_("As printed, at the first mention. Empty: not identified."),
    )
    second_speaker = speaker_field(
        label=_("Jointly with"),
        help_text=_("At the second mention: “selon Kiev et Washington”."),
    )

    class Meta:
        model = Quote
        fields = ("article", *EDITABLE)
        widgets = {"occasion": forms.TextInput(attrs={"class": "vTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        #: What clean() made of the rows: SpanAt, or None where nothing was changed.
        self.placed = None
        is_new = self.instance.pk is None
        rows = blank_rows() if is_new else stored_rows(self.instance)
        self.stored = {tuple(row.values()) for row in rows} if not is_new else set()
        if "seen_version" in self.fields:
            self.fields["seen_version"].initial = self.instance.version
        if is_new and "language" in self.fields:
            self.fields["language"].required = False
            self.fields["language"].help_text = _("Empty: that of the article.")
        self.spans = SpanFormSet(
            self.data if self.is_bound else None,
            initial=None if self.is_bound else rows,
            prefix="spans",
        )

    def clean(self):
        super().clean()
        if self.instance.pk is not None:
            self._demand_same_version()
        if not self.spans.is_valid():
            self._point_at_spans()
            return
        revision = self.revision
        if revision is not None and (
            self.instance.pk is None or self.spans.typed() != self.stored
        ):
            self.placed = self.spans.place(revision.text)
            if self.spans.has_errors():
                self._point_at_spans()

    @property
    def revision(self):
        """The text that the words are looked for in, or None before one is chosen."""
        if self.instance.pk is not None:
            return revision_in_force(self.instance)
        article = self.cleaned_data.get("article")
        return article and article.current_revision

    def clean_article(self):
        article = self.cleaned_data["article"]
        if article.current_revision is None:
            raise ValidationError(_("This article has no text."), code="no_text")
        return article

    def columns(self):
        """Return what was given for the columns that an editor may change."""
        given = {
            name: self.cleaned_data[name]
            for name in EDITABLE
            if name in self.cleaned_data
        }
        if not given.get("language"):
            given.pop("language", None)
        return given

    def claims(self):
        """Return who said it as printed: a speaker each, at the mention of its rank.

        A mention without a speaker is a claim too: printed, not identified.
        """
        mentions = sorted(s.number for s in self.placed if s.role == SpanRole.MENTION)
        speakers = [
            self.cleaned_data.get("speaker"),
            self.cleaned_data.get("second_speaker"),
        ]
        if speakers[1] is None:
            speakers.pop()
        claims = []
        for position, speaker in enumerate(speakers):
            mention = mentions[position] if position < len(mentions) else None
            if speaker is not None or mention is not None:
                claims.append(Claim(speaker, mention, basis=Basis.PRINTED))
        return claims

    def _demand_same_version(self):
        seen, now = self.cleaned_data.get("seen_version"), self.instance.version
        if seen != now:
            self.add_error(
                None,
                ValidationError(
                    _(
                        "Changed meanwhile by %(who)s: you typed over version %(seen)s, "
                        "this is version %(now)s. Nothing was saved and your words are "
                        "kept below; open the page in a second window to compare, and "
                        "enter there what still holds."
                    ),
                    code="changed_meanwhile",
                    params={
                        "who": self.instance.changed_by or "?",
                        "seen": seen if seen is not None else "?",
                        "now": now,
                    },
                ),
            )

    def _point_at_spans(self):
        self.add_error(
            None,
            ValidationError(
                _("A part of the statement is not in order: see “The words” below."),
                code="bad_span",
            ),
        )
