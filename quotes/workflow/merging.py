"""Two speakers that are one: merged, read through, and taken apart again."""

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import Speaker, SpeakerMerge
from quotes.workflow.copies import copied_by, copies_of, moves_of
from quotes.workflow.errors import WorkflowError
from quotes.workflow.records import (
    demand_permission,
    demand_reason,
    now_in_whole_seconds,
)

#: Public lists follow merges this many steps down.
MOST_STEPS = 3

PERMISSION = "merge_speaker"


@transaction.atomic
def merge_speakers(speaker, survivor, *, by, reason, at=None):
    """Say that one speaker is another; return the SpeakerMerge.

    Attributions keep their speaker and are read through the merge; the survivor gets
    copies of the names, offices and Wikidata id that it has not. Raises WorkflowError:
    not_allowed, reason_needed, cycle (the same, or merged already), incomplete (the
    two cannot be one as they stand).
    """
    demand_permission(by, PERMISSION)
    reason = demand_reason(reason)
    speaker, survivor = _lock(speaker, survivor)
    demand_mergeable(speaker, survivor)
    moves = moves_of(speaker, survivor)
    speaker.merged_into = survivor
    # Histories are read in either language: signs, no words of one of them.
    # The merged one first: two that stand cannot have one Wikidata id.
    _save(speaker, by, f"→ {survivor}: {reason}")
    if moves.wikidata_id:
        survivor.wikidata_id = moves.wikidata_id
    _save(survivor, by, f"← {speaker}: {reason}")
    for row in (*moves.names, *moves.offices):
        row.save()
    return SpeakerMerge.objects.create(
        speaker=speaker,
        survivor=survivor,
        reason=reason,
        by=by,
        at=now_in_whole_seconds(at),
        copied=copied_by(moves),
    )


@transaction.atomic
def undo_merge(merge, *, by, reason, at=None):
    """Take a merge back; return (the SpeakerMerge, [what was left with the survivor]).

    The survivor loses the copies that are still as they were; one that was edited
    since stays, and so does one that another speaker merged into it has as well.
    Raises WorkflowError: not_allowed, reason_needed, frozen (undone already, or the
    survivor was itself merged since: that merge is undone first), incomplete (another
    speaker has the Wikidata id by now).
    """
    demand_permission(by, PERMISSION)
    reason = demand_reason(reason)
    speaker, survivor = _lock(merge.speaker, merge.survivor)
    locked = SpeakerMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    refusal = why_not_undone(locked, speaker, survivor)
    if refusal:
        raise WorkflowError(refusal, code="frozen")
    going, left = copies_of(locked, survivor)
    for row in going:
        row.delete()
    copied = locked.copied.get("wikidata_id")
    if copied and survivor.wikidata_id == copied:
        survivor.wikidata_id = ""
    elif copied:
        left = [*left, copied]
    # The survivor first: two that stand cannot have one Wikidata id.
    _save(survivor, by, f"↩ {speaker}: {reason}")
    _demand_free_wikidata_id(speaker)
    speaker.merged_into = None
    _save(speaker, by, f"↩ {survivor}: {reason}")
    locked.undone_by, locked.undo_reason = by, reason
    locked.undone_at = now_in_whole_seconds(at)
    locked.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    return locked, left


def demand_mergeable(speaker, survivor):
    """Raise WorkflowError unless one speaker, as it stands, can be another."""
    if speaker == survivor:
        raise WorkflowError(
            _("This is one speaker: choose the other one."), code="cycle"
        )
    for each in (speaker, survivor):
        if each.merged_into_id is not None:
            raise WorkflowError(
                _("%(speaker)s was merged into %(other)s already."),
                code="cycle",
                params={"speaker": each, "other": each.merged_into},
            )
    if speaker.kind != survivor.kind:
        raise WorkflowError(
            _(
                "%(speaker)s is entered as “%(kind)s”, %(survivor)s as “%(other)s”. If "
                "the two are one, correct the kind first."
            ),
            code="incomplete",
            params={
                "speaker": speaker.name,
                "kind": speaker.get_kind_display(),
                "survivor": survivor.name,
                "other": survivor.get_kind_display(),
            },
        )
    ids = {speaker.wikidata_id, survivor.wikidata_id} - {""}
    if len(ids) > 1:
        raise WorkflowError(
            _(
                "Wikidata knows them as two: %(one)s and %(other)s. If one of the ids "
                "is wrong, correct it first."
            ),
            code="incomplete",
            params={"one": speaker.wikidata_id, "other": survivor.wikidata_id},
        )
    if _steps_below(speaker) >= MOST_STEPS:
        raise WorkflowError(
            _(
                "Speakers were merged into %(speaker)s over %(steps)d steps; readers’ "
                "lists follow no more. Undo one of those merges, and merge into the "
                "last survivor at once."
            ),
            code="incomplete",
            params={"speaker": speaker.name, "steps": MOST_STEPS},
        )


def why_not_undone(merge, speaker, survivor):
    """Return why a merge cannot be undone as its two speakers stand, or ""."""
    if merge.undone_at is not None or speaker.merged_into_id != survivor.pk:
        return _("This merge was undone already.")
    if survivor.merged_into_id is not None:
        return _(
            "%(survivor)s was itself merged into %(other)s since. Undo that merge first."
        ) % {"survivor": survivor, "other": survivor.merged_into}
    return ""


def _lock(*speakers):
    """Return speakers as they stand, locked; always in the order of their keys."""
    keys = [speaker.pk for speaker in speakers]
    rows = Speaker.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) < len(set(keys)):
        raise WorkflowError(
            _("This speaker is not there any more."), code="changed_meanwhile"
        )
    return [found[key] for key in keys]


def _save(speaker, by, reason):
    speaker._history_user = by
    speaker._change_reason = reason[:100]
    speaker.save()


def _steps_below(speaker):
    """Return over how many steps others were merged into a speaker."""
    steps, level, seen = 0, {speaker.pk}, {speaker.pk}
    while level:
        rows = Speaker.objects.filter(merged_into__in=level)
        level = set(rows.values_list("pk", flat=True)) - seen
        seen |= level
        steps += bool(level)
    return steps


def _demand_free_wikidata_id(speaker):
    if not speaker.wikidata_id:
        return
    other = (
        Speaker.objects.standing()
        .filter(wikidata_id=speaker.wikidata_id)
        .exclude(pk=speaker.pk)
        .first()
    )
    if other is not None:
        raise WorkflowError(
            _(
                "%(other)s has the Wikidata id %(id)s by now. Take it from there before "
                "undoing the merge."
            ),
            code="incomplete",
            params={"other": other, "id": speaker.wikidata_id},
        )
