"""What worker processes of tests do instead of searching: die, now and then."""

import os
import signal
from pathlib import Path

from quotes.importers.archive.processes import search_here

#: The variable that names a folder of the test, which workers find as we do.
FOLDER = "TEST_DEADLY_FOLDER"


def _die_once():
    try:
        (Path(os.environ[FOLDER]) / "died").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def before(keys):
    """Search, but the first of all processes is killed before."""
    _die_once()
    return search_here(keys)


def after(keys):
    """Search and write, but the first of all processes is killed before it tells."""
    outcomes = search_here(keys)
    _die_once()
    return outcomes


def of_one(keys):
    """Search, but whoever meets the article of the file “key” is killed."""
    if int((Path(os.environ[FOLDER]) / "key").read_text()) in keys:
        os.kill(os.getpid(), signal.SIGKILL)
    return search_here(keys)


def always(_keys):
    """Be killed."""
    os.kill(os.getpid(), signal.SIGKILL)
