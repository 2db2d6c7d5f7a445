"""The one form of the desk's item: who, what, from where, why."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import workflow
from quotes.admin.base import add_refusal, key_in
from quotes.admin.desk.speakers import AddableSpeaker
from quotes.admin.places import place_of, typed_words
from quotes.admin.span_forms import SpanFormSet, stored_rows
from quotes.ledger import spans_in_force
from quotes.models import Attribution, Quote, Source, Speaker
from quotes.texts import line_of
from quotes.vocabulary import Basis, Kind, Rank, SpanRole

_ROWS = {"rows": 2}


class ItemForm(forms.Form):
    """What an editor may say of one statement; the buttons decide what is done with it.

    Choices of speaker and source are filled in from what is loaded already: the
    search behind them finds the rest.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    speaker = forms.ModelChoiceField(
        Speaker.objects.standing(), label=gettext_lazy("Speaker"), required=False
    )
    unknown = forms.BooleanField(
        label=gettext_lazy("Nobody knows who said it"), required=False
    )
    mention = forms.TypedChoiceField(
        label=gettext_lazy("Named in the text as"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("or by these words"),
        strip=False,
        required=False,
        help_text=gettext_lazy("As they stand in the text; mark them there."),
    )
    start = forms.IntegerField(
        label=gettext_lazy("Start of these words"), min_value=0, required=False
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind)
    source = forms.ModelChoiceField(
        Source.objects.all(), label=gettext_lazy("Source"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs=_ROWS),
    )
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        required=False,
        widget=forms.Textarea(attrs=_ROWS),
    )
    internal = forms.BooleanField(
        label=gettext_lazy("Readers do not see the evidence"), required=False
    )
    override = forms.CharField(
        label=gettext_lazy("Why you decide alone"),
        required=False,
        help_text=gettext_lazy("Readers see “single editor”."),
    )

    def __init__(
        self, data=None, *, quote, labels, kept=None, may_add=False, may_override=False
    ):
        self.quote = quote
        self.preferred = sorted(
            (row for row in quote.attributions.all() if row.rank == Rank.PREFERRED),
            key=lambda row: row.position,
        )
        super().__init__(data, initial={**self._stored(), **_said_in(kept)})
        #: What was refused, for a page that shows the statement anew.
        self.refusal = ""
        self.fields["mention"].choices = [("", "—"), *_mentions_of(quote)]
        self._offer_speakers(labels, may_add)
        self._offer_sources()
        if not may_override:
            del self.fields["override"]
        rows = stored_rows(quote)
        self.stored_spans = {tuple(row.values()) for row in rows}
        self.spans = SpanFormSet(
            data, initial=None if data is not None else rows, prefix="spans"
        )
        #: What clean() made of the rows of words: SpanAt, or None where none changed.
        self.placed = None

    def _stored(self):
        one = self.preferred[0] if len(self.preferred) == 1 else None
        speaker = one and one.speaker and one.speaker.resolved()
        return {
            "version": self.quote.version,
            "speaker": speaker and speaker.pk,
            "unknown": one is not None and one.speaker is None,
            "mention": one and one.mention and one.mention.number,
            "kind": self.quote.kind,
            "source": self.quote.source_id,
        }

    def _offer_speakers(self, labels, may_add):
        """Offer whom attributions name; the search finds everybody else."""
        column = Attribution._meta.get_field("speaker")
        url = f"{reverse('admin:desk_speakers')}?quote={self.quote.public_id}"
        widget = _search_widget(column, url)
        choices = [("", ""), *labels.items()]
        chosen = key_in(self.data.get("speaker", "")) if self.is_bound else None
        if chosen and chosen not in labels:
            other = Speaker.objects.filter(pk=chosen).first()
            choices += [(other.pk, str(other))] if other else []
        field = self.fields["speaker"]
        widget.choices = choices
        field.widget = AddableSpeaker(
            widget,
            column.remote_field,
            admin.site,
            can_add_related=may_add,
            can_change_related=False,
            can_view_related=False,
        )
        field.widget.choices = choices

    def _offer_sources(self):
        column = Quote._meta.get_field("source")
        widget = _search_widget(column)
        source = self.quote.source
        choices = [("", "")] + ([(source.pk, str(source))] if source else [])
        chosen = key_in(self.data.get("source", "")) if self.is_bound else None
        if chosen and (not source or chosen != source.pk):
            other = Source.objects.filter(pk=chosen).first()
            choices += [(other.pk, str(other))] if other else []
        widget.choices = choices
        self.fields["source"].widget = widget

    def clean(self):
        given = self.cleaned_data
        if given.get("unknown") and given.get("speaker"):
            if "speaker" in self.changed_data:
                # Choosing somebody says that it is known.
                given["unknown"] = False
            else:
                given["speaker"] = None
        if given.get("words"):
            self._place(typed_words(given["words"]), given.get("start"))
        revision = workflow.revision_in_force(self.quote)
        if not self.spans.is_valid():
            self._point_at_spans()
        elif revision is not None and self.spans.typed() != self.stored_spans:
            self.placed = self.spans.place(revision.text)
            if self.spans.has_errors():
                self._point_at_spans()

    def _place(self, words, start):
        revision = workflow.revision_in_force(self.quote)
        if revision is None:
            self.add_error("words", _("This article has no text."))
            return
        try:
            self.cleaned_data["place"] = place_of(revision.text, words, start)
        except ValidationError as error:
            self.add_error("words", error)

    def _point_at_spans(self):
        sentence = _("A part of the statement is not in order: see “The words” below.")
        self.add_error(None, ValidationError(sentence, code="bad_span"))

    def columns(self):
        """Return the columns that were given otherwise than they are stored."""
        return {
            name: self.cleaned_data[name]
            for name in ("kind", "source")
            if name in self.changed_data
        }

    @property
    def changes_record(self):
        """Tell whether columns or words were given otherwise than they are stored."""
        return bool(self.columns()) or self.placed is not None

    @property
    def changes_attribution(self):
        """Tell whether somebody else was given, or another place that names them."""
        given = self.cleaned_data
        before = self.initial
        speaker = given.get("speaker") and given["speaker"].pk
        return (
            speaker != before["speaker"]
            or bool(given.get("unknown")) != bool(before["unknown"])
            or given.get("mention") != before["mention"]
            or "place" in given
        )

    def claim(self):
        """Return whom the form names; raises WorkflowError where it names nobody."""
        given = self.cleaned_data
        if given.get("speaker") is None and not given.get("unknown"):
            raise workflow.WorkflowError(
                _("Choose a speaker, or say that nobody knows."), code="incomplete"
            )
        place = given.get("place")
        return workflow.Claim(
            given.get("speaker"),
            None if place else given.get("mention"),
            place=place,
            basis=Basis.EDITOR,
        )

    def said(self):
        """Return reason, evidence and what belongs to them, as decide() takes them."""
        given = self.cleaned_data
        return {
            "reason": given["reason"],
            "evidence": given["evidence"],
            "internal": given["internal"],
            "override": given.get("override", ""),
        }

    def refuse(self, sentence, code=""):
        """Show a refusal beside its field, else on top; carry the version shown now."""
        if not self.is_bound:
            self.refusal = sentence
            return
        add_refusal(self, sentence, code)
        self.data = self.data.copy()
        self.data["version"] = self.quote.version


def _said_in(kept):
    """Return what somebody typed to say why: it holds whatever became of the rest."""
    names = ("reason", "evidence", "internal", "override")
    return {name: kept[name] for name in names if name in kept} if kept else {}


class _ChosenSelect(AutocompleteSelect):
    """The admin's search box over choices that are given, without asking for them."""

    def __init__(self, field, site, url=""):
        super().__init__(field, site)
        self.address = url

    def optgroups(self, name, value, attr=None):
        return forms.Select.optgroups(self, name, value, attr)

    def get_url(self):
        return self.address or super().get_url()


def _search_widget(column, url=""):
    return _ChosenSelect(column, admin.site, url)


def _mentions_of(quote):
    for span in spans_in_force(quote):
        if span.role != SpanRole.MENTION:
            continue
        if span.start is None:
            yield span.number, _("“%(words)s”") % {"words": span.exact}
            continue
        words = {"words": span.exact, "line": line_of(span.revision.text, span.start)}
        yield span.number, _("“%(words)s” (line %(line)d)") % words
