"""The spans of a quote, typed as the words that stand in the text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quotes.admin.places import place_of, starts_of, typed_words
from quotes.ledger import spans_in_force
from quotes.vocabulary import Anchor, SpanRole
from quotes.workflow import SpanAt


class SpanForm(forms.Form):
    """One span; a row without words is none."""

    role = forms.ChoiceField(
        label=_("Part"), choices=[("", "—"), *SpanRole.choices], required=False
    )
    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=999, required=False
    )
    exact = forms.CharField(
        label=_("Words, as they stand in the text"),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    start = forms.IntegerField(label=_("Start"), min_value=0, required=False)


class BaseSpanFormSet(forms.BaseFormSet):
    """The spans of one quote; place() finds them in the text."""

    def place(self, text):
        """Return SpanAt for every row with words; put errors beside the others."""
        spans, taken = [], set()
        for form in self._filled():
            role = form.cleaned_data["role"]
            number = form.cleaned_data["number"]
            if number is None:
                number = max((n for r, n in taken if r == role), default=0) + 1
            try:
                self._demand_free(role, number, taken)
                words = typed_words(form.cleaned_data["exact"])
                place = place_of(text, words, form.cleaned_data["start"])
            except ValidationError as error:
                form.add_error("exact" if role else "role", error)
                continue
            taken.add((role, number))
            spans.append(SpanAt(role, number, *place))
        return spans

    def has_errors(self):
        """Tell whether a row has one, also one that place() found."""
        return bool(self.non_form_errors()) or any(form.errors for form in self.forms)

    def typed(self):
        """Return what the rows say, to compare with what is stored."""
        return {
            (
                form.cleaned_data["role"],
                form.cleaned_data["number"],
                typed_words(form.cleaned_data["exact"]),
                form.cleaned_data["start"],
            )
            for form in self._filled()
        }

    def _filled(self):
        return [form for form in self.forms if form.cleaned_data.get("exact")]

    @staticmethod
    def _demand_free(role, number, taken):
        if not role:
            raise ValidationError(_("Say which part these words are."), code="role")
        if (role, number) in taken:
            raise ValidationError(
                _("Two spans of one part have this number."), code="number"
            )


SpanFormSet = forms.formset_factory(SpanForm, formset=BaseSpanFormSet, extra=3)


def stored_rows(quote):
    """Return the spans in force of a quote as the formset's initial rows.

    The start is filled in only where the words alone would not find the place. What is
    lost has no words in the text; leaving it out takes it from the statement.
    """
    return [
        {
            "role": span.role,
            "number": span.number,
            "exact": span.exact,
            "start": span.start
            if len(starts_of(span.revision.text, span.exact, 2)) > 1
            else None,
        }
        for span in spans_in_force(quote)
        if span.state != Anchor.LOST
    ]


def blank_rows():
    """Return the rows of a new quote: a direct one has these parts."""
    return [{"role": role} for role in SpanRole.values]
