"""What editors keep for themselves: queues they come back to, keys they chose.

It touches no statement, so that no review tells of it.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import DeskKeys, SavedFilter
from quotes.workflow.errors import WorkflowError

#: More than these nobody finds again above a queue.
MOST_FILTERS = 20


@transaction.atomic
def save_filter(name, query, *, by):
    """Keep a query string of the queue under a name; return the SavedFilter.

    Raises WorkflowError: incomplete without name or query, too_long, name_taken, or
    too_many for the 21st.
    """
    name = " ".join(name.split())
    _demand(name, _("Give the filter a name."), "incomplete")
    _demand(query, _("Choose a filter first, then save it."), "incomplete")
    for field, value in (("name", name), ("query", query)):
        most = SavedFilter._meta.get_field(field).max_length
        told = _("That is too long: %(most)d signs at most.") % {"most": most}
        _demand(len(value) <= most, told, "too_long")
    # Of two at once the second one waits, then counts the first one too.
    owner = get_user_model().objects.select_for_update().get(pk=by.pk)
    names = list(owner.saved_filters.values_list("name", flat=True))
    taken = _("You have a filter of that name already. Delete it or choose another.")
    _demand(name not in names, taken, "name_taken")
    many = _("You have %(most)d filters. Delete one first.") % {"most": MOST_FILTERS}
    _demand(len(names) < MOST_FILTERS, many, "too_many")
    return SavedFilter.objects.create(owner=owner, name=name, query=query)


@transaction.atomic
def delete_filter(pk, *, by):
    """Forget a filter of one's own; somebody else's, or one that is gone, stays so."""
    SavedFilter.objects.filter(owner=by, pk=pk).delete()


@transaction.atomic
def choose_keys(keys, *, by):
    """Keep the keys of an editor, {action: key}; with {} they are as usual again."""
    if not keys:
        DeskKeys.objects.filter(owner=by).delete()
        return
    DeskKeys.objects.update_or_create(owner=by, defaults={"keys": keys})


def _demand(holds, sentence, code):
    if not holds:
        raise WorkflowError(sentence, code=code)
