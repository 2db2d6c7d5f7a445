"""The two forms of an article that comes as text: what is pasted, and what it is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.importers.found import LANGUAGES
from quotes.importers.text import decode, demand_size
from quotes.models import Article
from quotes.texts import TextError, normalize
from quotes.vocabulary import Language
from quotes.workflow.errors import translated

#: Columns of an article that the second form fills in.
FIELDS = (
    *("headline", "byline", "publisher", "dateline"),
    *("published_on", "published_on_known", "published_printed", "updated_printed"),
    *("url", "external_id", "rights"),
)


def _language_choices():
    return [(each.value, each.label) for each in LANGUAGES]


class TextForm(forms.Form):
    """A text, pasted or in a file; cleaned_data["text"] is it, normalized."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "The whole piece as you received it, with headline, byline and agency. It is "
            "kept as it is and never changed."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        help_text=gettext_lazy("Plain text (.txt) in UTF-8, at most 5 MB."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("Statements are found in French and English texts."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found_out = (Language.UNDETERMINED.value, _("found out from the text"))
        self.fields["language"].choices = [found_out, *_language_choices()]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if file is not None and text.strip():
            raise ValidationError(
                _("You gave both a text and a file. Empty one of them."), code="both"
            )
        if file is None and not text.strip():
            raise ValidationError(_("Paste a text, or choose a file."), code="nothing")
        try:
            cleaned["text"] = _in_file(file) if file is not None else taken(text)
        except TextError as error:
            self.add_error("text" if file is None else "file", translated(error))
        cleaned["language"] = cleaned["language"] or Language.UNDETERMINED.value
        return cleaned


def taken(text):
    """Return a pasted text, normalized. Raises TextError: too large, or as normalize()."""
    demand_size(len(text.encode("utf-8", "surrogatepass")))
    return normalize(text)


def _in_file(file):
    if not file.name.casefold().endswith(".txt"):
        raise ValidationError(
            _(
                "“%(name)s” is no plain text file. Save it as .txt in UTF-8, or paste "
                "its text."
            ),
            code="no_text",
            params={"name": file.name},
        )
    demand_size(file.size)
    return decode(file.read())


class PieceForm(forms.ModelForm):
    """What the article is; its text travels along, and the digest of what was found."""

    text = forms.CharField(strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    class Meta:
        model = Article
        fields = FIELDS
        widgets = {
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }

    field_order = ("headline", "byline", "publisher", "dateline", "language")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _language_choices()
        for field in self.fields.values():
            if type(field.widget) in (forms.TextInput, forms.URLInput):
                field.widget.attrs["class"] = "vTextField"

    def clean_text(self):
        """Return the text as it was shown: a browser sends line breaks as CRLF."""
        try:
            return taken(self.cleaned_data["text"])
        except TextError as error:
            raise ValidationError(translated(error)) from None

    def columns(self):
        """Return the columns of the article, of a form that is valid."""
        names = (*FIELDS, "language")
        return {name: self.cleaned_data[name] for name in names}


def initial_of(record, language):
    """Return what the second form starts with: what the text says of itself."""
    columns = {name: getattr(record, name, "") for name in FIELDS}
    if record.published_on:
        columns["published_on_known"] = "printed"
    return {**columns, "language": language, "text": record.text}
