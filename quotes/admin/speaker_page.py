"""What an editor sees of a speaker: what names it, its merges, two side by side."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quotes.admin.desk.counts import limited_count, shown_count
from quotes.bounds import first_of
from quotes.models import Attribution, Publication, Speaker, SpeakerMerge
from quotes.roles import lowest_role_with, may
from quotes.visibility import merged_family
from quotes.workflow.merging import PERMISSION, why_not_undone

#: Rows shown of what names a speaker; the rest is counted.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that the two speakers have, as it stands now."""

    label: str
    speaker: str
    survivor: str


def why_no_merge(speaker, user):
    """Return why a user cannot merge a speaker into another, or ""."""
    if speaker.merged_into_id is not None:
        return _("It was merged already; see below.")
    if not may(user, PERMISSION):
        return _("Merging takes the role “%(role)s”.") % {
            "role": lowest_role_with(PERMISSION).label
        }
    return ""


def merges_of(speaker, user):
    """Return [(merge, why it cannot be undone by a user, or "")], newest first."""
    rows = SpeakerMerge.objects.select_related(
        "speaker", "survivor__merged_into", "by", "undone_by"
    )
    rows = (rows.filter(speaker=speaker) | rows.filter(survivor=speaker)).order_by(
        "-pk"
    )
    return [(row, why_no_undo(row, user)) for row in rows]


def why_no_undo(merge, user):
    """Return why a user cannot undo a merge as it stands, or ""."""
    if not may(user, PERMISSION):
        return _("Undoing a merge takes the role “%(role)s”.") % {
            "role": lowest_role_with(PERMISSION).label
        }
    return why_not_undone(merge, merge.speaker, merge.survivor)


def named(speaker):
    """Return what names a speaker, also through those merged into it: counts, rows."""
    family = sorted(merged_family(speaker))
    claims = Attribution.objects.filter(speaker__in=family)
    claims = claims.select_related("quote").order_by("-pk")
    current = Publication.objects.filter(is_current=True).by_speaker(speaker)
    rows = current.order_by("-pk")
    claim_count, publication_count = limited_count(claims), limited_count(rows)
    return {
        "claim_count": claim_count,
        "claim_count_shown": shown_count(claim_count),
        "claims": first_of(claims, SHOWN),
        "publication_count": publication_count,
        "publication_count_shown": shown_count(publication_count),
        "publications": first_of(rows, SHOWN),
        "shown": SHOWN,
        "claims_url": reverse("admin:quotes_attribution_changelist")
        + f"?speaker__in={','.join(map(str, family))}",
    }


def compared(speaker, survivor):
    """Return what both have now, side by side."""
    rows = [
        Compared(
            capfirst(Speaker._meta.get_field(name).verbose_name),
            _shown(speaker, name),
            _shown(survivor, name),
        )
        for name in ("name", "kind", "description", "wikidata_id")
    ]
    for name, label in (("names", _("Other names")), ("offices", _("Offices"))):
        rows.append(Compared(label, _all(speaker, name), _all(survivor, name)))
    return rows


def _shown(speaker, name):
    if name == "kind":
        return str(speaker.get_kind_display())
    return getattr(speaker, name) or "–"


def _all(speaker, name):
    return "; ".join(str(row) for row in getattr(speaker, name).all()) or "–"
