"""What leaves the newsroom's own database for its own use: the whole editorial record.

Nothing here is for readers: what they may see is in quotes/dump and quotes/records.
"""

from quotes.exports.editorial import FORMAT, VERSION, editorial, editorial_records
from quotes.exports.files import ExportError
from quotes.exports.lines import json_line

__all__ = [
    "FORMAT",
    "VERSION",
    "ExportError",
    "editorial",
    "editorial_records",
    "json_line",
]
