"""The keys of the desk: what each does, which one it is, and the page to choose them."""

import unicodedata

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quotes import workflow
from quotes.models import DeskKeys
from quotes.roles import may

#: What a key can do, in the order of the page: (action, what it does, usual key).
ACTIONS = (
    ("next", gettext_lazy("Next statement"), "j"),
    ("previous", gettext_lazy("Previous statement"), "k"),
    ("verify", gettext_lazy("Verify"), "v"),
    ("reattribute", gettext_lazy("Reattribute"), "r"),
    ("dispute", gettext_lazy("Dispute"), "d"),
    ("unresolved", gettext_lazy("Settle as unresolved"), "u"),
    ("not_a_quote", gettext_lazy("Not a quote"), "x"),
    ("accept", gettext_lazy("Accept proposal"), "a"),
    ("correct", gettext_lazy("Draft a correction"), "c"),
    ("claim", gettext_lazy("I am on it, or leave it"), "i"),
    ("spans", gettext_lazy("Mark other words in the text"), "s"),
    ("help", pgettext_lazy("key", "Show the keys"), "?"),
)
DEFAULTS = {action: key for action, _label, key in ACTIONS}

#: Actions that the queue itself knows; the others are of a statement's page.
IN_QUEUE = ("next", "previous", "claim", "help")


def with_defaults(stored):
    """Return {action: key} for every action, from what DeskKeys.keys holds (or None).

    An action that was not chosen has its usual key, and none ("") where that one is
    taken by another.
    """
    stored = stored if isinstance(stored, dict) else {}
    chosen = {}
    for action in DEFAULTS:
        key = stored.get(action)
        if isinstance(key, str) and is_key(key) and key not in chosen.values():
            chosen[action] = key
    taken = set(chosen.values())
    for action, usual in DEFAULTS.items():
        if action not in chosen:
            chosen[action] = "" if usual in taken else usual
    return {action: chosen[action] for action in DEFAULTS}


def keys_of(user):
    """Return {action: key} of a user, with one query."""
    rows = DeskKeys.objects.filter(owner=user.pk)
    return with_defaults(rows.values_list("keys", flat=True).first())


def labeled(keys, actions=DEFAULTS):
    """Return [(action, what it does, key)] for a list of the keys; without unset ones."""
    return [
        (action, label, keys[action])
        for action, label, _usual in ACTIONS
        if action in actions and keys[action]
    ]


def is_key(key):
    """Tell whether text is one sign that a keyboard gives: no space, no control sign."""
    return len(key) == 1 and key.isprintable() and not key.isspace()


class KeysForm(forms.Form):
    """One field for each action."""

    def __init__(self, data=None, *, keys):
        super().__init__(data)
        for action, label, _usual in ACTIONS:
            self.fields[action] = forms.CharField(
                label=label,
                initial=keys[action],
                widget=forms.TextInput(
                    attrs={
                        "size": 2,
                        "autocomplete": "off",
                        "autocapitalize": "none",
                        "spellcheck": "false",
                    }
                ),
            )

    def clean(self):
        """One sign each, in lower case, and no sign twice."""
        cleaned = super().clean()
        keys = {
            action: unicodedata.normalize("NFC", key).lower()
            for action, key in cleaned.items()
        }
        labels = {action: label for action, label, _usual in ACTIONS}
        for action, key in keys.items():
            if not is_key(key):
                self.add_error(action, _("One sign: a letter, a digit or a mark."))
                continue
            for other, same in keys.items():
                if same == key and other != action:
                    told = _("“%(other)s” has this key too.") % {"other": labels[other]}
                    self.add_error(action, told)
                    break
        return keys


def keys_view(site, request):
    """Show the keys of whoever asks; keep other ones, or the usual ones, on POST."""
    if not may(request.user, "view_quote"):
        raise PermissionDenied
    here = reverse("admin:desk_keys")
    if "reset" in request.POST:
        workflow.choose_keys({}, by=request.user)
        messages.success(request, _("The keys are the usual ones again."))
        return HttpResponseRedirect(here)
    form = KeysForm(request.POST or None, keys=keys_of(request.user))
    if form.is_valid():
        workflow.choose_keys(form.cleaned_data, by=request.user)
        messages.success(request, _("Your keys are saved."))
        return HttpResponseRedirect(here)
    request.current_app = site.name
    context = {**site.each_context(request), "title": _("Keys"), "form": form}
    return TemplateResponse(request, "admin/quotes/desk/keys.html", context)
