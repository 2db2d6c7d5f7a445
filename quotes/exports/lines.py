"""Records as lines of NDJSON: UTF-8, LF, keys in the order in which they were set."""

import orjson


def json_line(record):
    """Return a record (a dictionary of JSON values) as one line of bytes with its LF."""
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
