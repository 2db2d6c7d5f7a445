"""What the newsroom knows of speakers, read from the database; writes nothing."""

from quotes.importers.knowledge import Knowledge
from quotes.models import Office, Speaker, SpeakerName


class Directory(Knowledge):
    """All names and offices, read once with three queries, whatever is asked of it.

    Takes memory for every speaker, so that nothing is read for a mention: make one for
    a page or a run. What is changed meanwhile is not seen. Pickled, it is a Knowledge,
    for processes without a database.
    """

    def __init__(self):
        """Read speakers, their other names and their offices."""
        super().__init__()
        rows = Speaker.objects.order_by("pk").values_list(
            "pk", "public_id", "name", "merged_into_id"
        )
        for row in rows.iterator():
            self.add_speaker(*row)
        names = SpeakerName.objects.order_by("pk").values_list("name", "speaker_id")
        for name, pk in names.iterator():
            self.add_name(name, pk)
        offices = Office.objects.order_by("pk").values_list(
            *("speaker_id", "title", "organization"),
            *("held_from", "held_to", "printed_in_id"),
        )
        for speaker, title, organization, *when in offices.iterator():
            names = ("held_from", "held_to", "printed_in")
            when = dict(zip(names, when, strict=True))
            self.add_office(speaker, title, organization, **when)

    def __reduce__(self):
        return Knowledge, (), self.__dict__
