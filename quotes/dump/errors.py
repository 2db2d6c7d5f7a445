"""What keeps a dump from being written."""


class DumpError(Exception):
    """A sentence that says what is in the way and what to do."""
