"""“Find this quote”: a remembered sentence, and the statements nearest to it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from quotes.nearest import LONGEST, nearest
from quotes.views.base import READ


class FindForm(forms.Form):
    """The sentence; as a GET, so that a result has an address."""

    text = forms.CharField(
        label=_("The sentence as you remember it"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FindView(TemplateView):
    """The form and, once a sentence is given, what is nearest to it."""

    http_method_names = READ
    template_name = "quotes/find.html"

    def get_context_data(self, **kwargs):
        form = FindForm(self.request.GET if "text" in self.request.GET else None)
        found = nearest(form.cleaned_data["text"]) if form.is_valid() else []
        return super().get_context_data(form=form, found=found, **kwargs)
