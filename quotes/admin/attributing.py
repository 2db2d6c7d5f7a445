"""Pages to say who said it: reattribute, and note a candidate."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quotes import transitions, workflow
from quotes.admin.base import logged
from quotes.admin.decisions import VersionForm, refused, show_step
from quotes.admin.places import place_of, typed_words
from quotes.admin.quote_forms import speaker_field
from quotes.ledger import spans_in_force
from quotes.models import Quote
from quotes.roles import may
from quotes.texts import line_of
from quotes.vocabulary import Basis, Decision, SpanRole
from quotes.workflow.pieces import revision_in_force

#: “selon Kiev, Washington et Séoul”: more speakers than this say nothing jointly.
MOST_SPEAKERS = 3


class ClaimForm(forms.Form):
    """Who said it by one account, and where the text names them."""

    speaker = speaker_field(label=gettext_lazy("Speaker"))
    unknown = forms.BooleanField(
        label=gettext_lazy("It is not known who said it"), required=False
    )
    mention = forms.TypedChoiceField(
        label=gettext_lazy("Named in the text as"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("or: the words that name them"),
        strip=False,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("As they stand in the text, when none above is right."),
    )
    start = forms.IntegerField(
        label=gettext_lazy("Start of these words"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("Only when they stand in the text more than once."),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("On what basis"),
        choices=[
            (Basis.EDITOR.value, Basis.EDITOR.label),
            (Basis.PRINTED.value, Basis.PRINTED.label),
        ],
    )

    def __init__(self, data=None, *, quote, is_first=True, **kwargs):
        super().__init__(data, **kwargs)
        self.is_first = is_first
        self.revision = revision_in_force(quote)
        self.fields["mention"].choices = [
            ("", _("— not named in the text")),
            *_mention_choices(quote),
        ]
        if not is_first:
            del self.fields["unknown"]

    def clean(self):
        given = self.cleaned_data
        unknown = given.get("unknown", False)
        if "speaker" in self.errors:
            return
        if unknown and given.get("speaker"):
            raise ValidationError(
                _("Choose a speaker or say that it is not known, not both.")
            )
        if self.is_first and not unknown and given.get("speaker") is None:
            raise ValidationError(_("Choose a speaker, or say that it is not known."))
        if given.get("words") and given.get("mention") is not None:
            raise ValidationError(_("Choose a mention or type its words, not both."))
        if given.get("words"):
            self._place(typed_words(given["words"]), given.get("start"))

    def _place(self, words, start):
        if self.revision is None:
            raise ValidationError(_("This article has no text."))
        try:
            self.cleaned_data["place"] = place_of(self.revision.text, words, start)
        except ValidationError as error:
            self.add_error("words", error)

    def claim(self):
        """Return the claim, or None for a further speaker who was not given."""
        given = self.cleaned_data
        if not self.is_first and given["speaker"] is None:
            return None
        return workflow.Claim(
            given["speaker"],
            given["mention"],
            place=given.get("place"),
            basis=given["basis"],
        )


def _mention_choices(quote):
    for span in spans_in_force(quote):
        if span.role != SpanRole.MENTION:
            continue
        if span.start is None:
            yield span.number, _("“%(words)s”") % {"words": span.exact}
            continue
        line = line_of(span.revision.text, span.start)
        words = {"words": span.exact, "line": line}
        yield span.number, _("“%(words)s” (line %(line)d)") % words


class CandidateForm(VersionForm):
    """Why it may be this speaker."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


class ReattributeForm(CandidateForm):
    """Why it is this speaker, and what becomes of the attribution so far."""

    keep_old = forms.TypedChoiceField(
        label=gettext_lazy("The attribution so far"),
        choices=[
            ("", gettext_lazy("was wrong: it is deprecated with a reason")),
            ("1", gettext_lazy("stays as a candidate")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    deprecation = forms.CharField(
        label=gettext_lazy("Why it was wrong"),
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Empty: the reason above."),
    )


def reattribute_view(desk, request, quote_id):
    """Say that somebody else said it, or that it is not known."""
    return _view(desk, request, quote_id, Decision.REATTRIBUTE, _("Reattribute"))


def candidate_view(desk, request, quote_id):
    """Note who else it may be."""
    return _view(desk, request, quote_id, Decision.CHANGE, _("Add candidate"))


def _view(desk, request, quote_id, decision, title):
    quote = get_object_or_404(Quote, pk=quote_id)
    row = transitions.find(decision, quote.status)
    if not may(request.user, "change_quote"):
        raise PermissionDenied
    if row is None:
        desk.told(
            request,
            _("A quote that is “%(status)s” is not attributed anew; reopen it first.")
            % {"status": quote.get_status_display()},
            error=True,
        )
        return desk.back_to(quote)
    several = MOST_SPEAKERS if decision == Decision.REATTRIBUTE else 1
    data = request.POST if request.method == "POST" else None
    form_class = ReattributeForm if several > 1 else CandidateForm
    form = form_class(data, quote=quote)
    claims = [
        ClaimForm(data, quote=quote, is_first=not n, prefix=f"claim-{n}")
        for n in range(several)
    ]
    if data is not None and all([form.is_valid(), *(c.is_valid() for c in claims)]):
        done = _attribute(desk, request, quote, form, claims, decision)
        if done is not None:
            return done
    return show_step(
        desk,
        request,
        quote,
        form,
        template="admin/quotes/attribute.html",
        claims=claims,
        title=title,
        moves_to=row.moves[quote.status],
        is_candidate=several == 1,
    )


def _attribute(desk, request, quote, form, claim_forms, decision):
    given = form.cleaned_data
    quote.version = given["version"]
    claims = [claim for claim in (each.claim() for each in claim_forms) if claim]
    try:
        if isinstance(form, ReattributeForm):
            quote = workflow.reattribute(
                quote,
                by=request.user,
                claims=claims,
                reason=given["reason"],
                keep_old=given["keep_old"],
                deprecation=given["deprecation"].strip(),
            )
        else:
            quote = workflow.add_candidate(
                quote, by=request.user, claim=claims[0], reason=given["reason"]
            )
    except (workflow.WorkflowError, IntegrityError) as error:
        refused(form, quote, error)
        return None
    desk.log_change(request, quote, logged(decision, given["reason"]))
    desk.told(request, _("Done. Somebody else has to verify it."))
    return desk.back_to(quote)
