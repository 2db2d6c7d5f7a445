"""What two states of a quote say otherwise, in words and word by word."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quotes.diffs import word_diff
from quotes.models import Quote, Source, Speaker
from quotes.vocabulary import (
    Kind,
    Known,
    Language,
    Polarity,
    Precision,
    Rank,
    SpanRole,
    Status,
)

_CHOICES = {
    **{"kind": Kind, "polarity": Polarity, "language": Language},
    "status": Status,
}
_COMPARED = ("words", "kind", "polarity", "language", "occasion", "is_heading")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two states say otherwise."""

    label: str
    before: str
    after: str

    @property
    def changes(self):
        """The words kept, removed and added."""
        return word_diff(self.before, self.after)


def names_in(*states):
    """Return the names of the speakers and sources that states name, by public id."""
    speakers = {row["speaker"] for s in states for row in s.get("attributions", ())}
    sources = {state.get("source") for state in states}
    rows = Speaker.objects.filter(public_id__in=speakers - {None})
    names = dict(rows.values_list("public_id", "name"))
    rows = Source.objects.filter(public_id__in=sources - {None})
    return names | dict(rows.values_list("public_id", "name"))


def differences(before, after, names):
    """Return what differs between two states; names are those of names_in()."""
    pairs = [
        (
            Quote._meta.get_field(name).verbose_name,
            _word(name, before),
            _word(name, after),
        )
        for name in _COMPARED
    ]
    pairs += [
        (_("said on"), _said_on(before), _said_on(after)),
        (_("source"), _source(before, names), _source(after, names)),
        (_("who said it"), _speakers(before, names), _speakers(after, names)),
        (_("parts in the text"), _spans(before), _spans(after)),
    ]
    return [
        Difference(capfirst(label), was or "–", now or "–")
        for label, was, now in pairs
        if was != now
    ]


def _word(name, state):
    value = state[name]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(_CHOICES[name](value).label) if name in _CHOICES else value


def _said_on(state):
    said = state["said_on"]
    if not said["date"]:
        return said["printed"]
    words = [said["date"], str(Precision(said["precision"]).label)]
    words += [said["printed"], str(Known(said["known"]).label)]
    return ", ".join(word for word in words if word)


def _source(state, names):
    return names.get(state["source"], "")


def _speakers(state, names):
    rows = [row for row in state["attributions"] if row["rank"] == Rank.PREFERRED]
    rows.sort(key=lambda row: row["position"])
    mentions = {
        span["number"]: span["exact"]
        for span in state["spans"]
        if span["role"] == SpanRole.MENTION
    }
    return ", ".join(_claim(row, names, mentions) for row in rows)


def _claim(row, names, mentions):
    name = names.get(row["speaker"]) or _("not identified")
    printed = mentions.get(row["mention"])
    if not printed:
        return str(name)
    return _("%(name)s, printed as “%(mention)s”") % {"name": name, "mention": printed}


def _spans(state):
    return "; ".join(
        _("%(role)s %(number)d, %(start)s–%(end)s: “%(words)s”")
        % {**span, "role": SpanRole(span["role"]).label, "words": span["exact"]}
        for span in state["spans"]
        if span["role"] != SpanRole.MENTION
    )


def differing_parts(changes, names):
    """Return what {part: [before, after]} of states says; see differences()."""
    return [
        Difference(capfirst(_label(key)), shown[0] or "–", shown[1] or "–")
        for key, pair in changes.items()
        for shown in [[_part(key, value, names) for value in pair]]
    ]


def _label(key):
    labels = {
        "said_on": _("said on"),
        "source": _("source"),
        "attributions": _("who said it"),
        "spans": _("parts in the text"),
        "revision": _("version of the text"),
    }
    return str(labels.get(key) or Quote._meta.get_field(key).verbose_name)


def _part(key, value, names):
    """Return one part of a state in words."""
    if not value and value is not False:
        return ""
    if key == "said_on":
        return _said_on({"said_on": value})
    if key == "source":
        return names.get(value, value)
    if key == "attributions":
        return ", ".join(_short_claim(row, names) for row in value)
    if key == "spans":
        return _spans({"spans": value})
    if key == "revision":
        return f"¶ {value['number']}"
    return _word(key, {key: value})


def _short_claim(row, names):
    """Return a claim as voiding parts of states have it, or as (speaker, rank)."""
    speaker, rank = (row["speaker"], "") if isinstance(row, dict) else row
    name = str(names.get(speaker) or speaker or _("not identified"))
    return name if rank in ("", Rank.PREFERRED) else f"{name} ({Rank(rank).label})"
