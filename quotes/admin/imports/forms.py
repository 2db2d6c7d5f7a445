"""The form of a file that is to be imported."""

import shlex

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes.importers.formats import FORMATS


class UploadForm(forms.Form):
    """A file and its format; by is who sends it, for the line of the command."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput,
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["format"].choices = [
            ("", _("told from the file")),
            *((each.name, _(each.title)) for each in FORMATS),
        ]
        self.fields["file"].help_text = _(
            "At most %(size)s, packed with gzip or Zstandard or not."
        ) % {"size": filesizeformat(settings.NEWSROOM_IMPORT_MAX_BYTES)}

    def clean_file(self):
        """Refuse what is empty or too large, before any of it is read."""
        file = self.cleaned_data["file"]
        if not file.size:
            raise ValidationError(
                _("“%(name)s” is empty: there is nothing to import."),
                code="empty",
                params={"name": file.name},
            )
        if file.size > settings.NEWSROOM_IMPORT_MAX_BYTES:
            raise ValidationError(
                _(
                    "“%(name)s” has %(size)s; this page takes %(most)s. Ask who runs the "
                    "server to import it there: %(command)s"
                ),
                code="too_large",
                params={
                    "name": file.name,
                    "size": filesizeformat(file.size),
                    "most": filesizeformat(settings.NEWSROOM_IMPORT_MAX_BYTES),
                    "command": command_for(self.by, file.name),
                },
            )
        return file


def command_for(user, name="FILE"):
    """Return the line of the command that imports a file in somebody's name."""
    words = (name, "--by", user.get_username())
    return f"manage.py import_quotes {shlex.join(words)}"
