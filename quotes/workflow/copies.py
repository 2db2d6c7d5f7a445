"""What a survivor gets of a speaker that is merged into it, and what it gives back."""

from dataclasses import dataclass

from quotes.models import Office, SpeakerName
from quotes.vocabulary import Language, NameKind

_NAME = ("name", "kind", "language", "is_display")
_OFFICE = (
    *("title", "organization", "language", "held_from", "held_to"),
    *("printed_in_id", "note"),
)


@dataclass(frozen=True, slots=True)
class Moves:
    """What a survivor gets of a speaker: rows not saved yet, and a Wikidata id."""

    names: list
    offices: list
    wikidata_id: str


def moves_of(speaker, survivor):
    """Return what a merge would copy to the survivor, as Moves; nothing is saved."""
    return Moves(
        _missing_names(speaker, survivor),
        _missing_offices(speaker, survivor),
        speaker.wikidata_id if not survivor.wikidata_id else "",
    )


def copies_of(merge, survivor):
    """Return (rows that an undo takes back, [what of the copies stays, as text])."""
    going, left = [], []
    for model, key, columns in (
        (SpeakerName, "names", _NAME),
        (Office, "offices", _OFFICE),
    ):
        copies = merge.copied.get(key, [])
        rows = model.objects.in_bulk([copy["key"] for copy in copies])
        others = _of_others(merge, model, columns)
        for copy in copies:
            row = rows.get(copy["key"])
            if row is None or row.speaker_id != survivor.pk:
                continue  # taken away by hand since
            is_edited = _as_copied(row, columns) != copy
            is_shared = _identity(row) in others
            (left if is_edited or is_shared else going).append(row)
    return going, [str(row) for row in left]


def copied_by(moves):
    """Return what a merge remembers of its copies once they are saved, as JSON."""
    return {
        "names": [_as_copied(row, _NAME) for row in moves.names],
        "offices": [_as_copied(row, _OFFICE) for row in moves.offices],
        "wikidata_id": moves.wikidata_id,
    }


def _missing_names(speaker, survivor):
    """Return the names that a survivor has not, the main one first.

    None is shown instead of the survivor's own: a merge renames nobody.
    """
    there = list(survivor.names.all())
    names = {survivor.name, *(row.name for row in there)}
    pairs = {(row.name, row.language) for row in there}
    missing = []
    if speaker.name not in names | {row.name for row in speaker.names.all()}:
        missing.append((speaker.name, NameKind.FULL, Language.UNDETERMINED))
    missing += [
        (row.name, row.kind, row.language)
        for row in speaker.names.all()
        if row.name != survivor.name and (row.name, row.language) not in pairs
    ]
    return [
        SpeakerName(speaker=survivor, name=name, kind=kind, language=language)
        for name, kind, language in dict.fromkeys(missing)
    ]


def _missing_offices(speaker, survivor):
    there = {_identity(row) for row in survivor.offices.all()}
    return [
        Office(speaker=survivor, **{name: getattr(row, name) for name in _OFFICE})
        for row in speaker.offices.all()
        if _identity(row) not in there
    ]


def _identity(row):
    """Return what makes a name or an office one of its speaker's."""
    if isinstance(row, SpeakerName):
        return row.name, row.language
    return row.title, row.organization, row.held_from


def _as_copied(row, columns):
    """Return a copy as the merge remembers it: its key and what it says, as JSON."""
    values = {name: getattr(row, name) for name in columns}
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
    }
    return {"key": row.pk, **plain}


def _of_others(merge, model, columns):
    """Return the identities that other speakers merged into the survivor have."""
    rows = model.objects.filter(speaker__merged_into=merge.survivor_id)
    return {_identity(row) for row in rows.exclude(speaker=merge.speaker_id)}
