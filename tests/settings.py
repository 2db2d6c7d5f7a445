"""The project's settings, for tests: quick, and with nothing to set up first."""

import os

# Read by newsroom.settings while it is imported, hence the order.
os.environ.setdefault("NEWSROOM_SECRET_KEY", "for tests only")
# Checks such as makemigrations open the database; they are not to leave a file behind.
# The tests' own database is placed by tests/conftest.py.
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from newsroom.settings import *  # noqa: F403
from newsroom.settings import STORAGES

# The real one is slow on purpose, and tests log in all the time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# No collectstatic before a test run: plain addresses, and files found when asked for
# (WhiteNoise warns about a missing STATIC_ROOT unless it looks for itself).
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# Requests of tests all come from one address; tests of the limit set their own.
NEWSROOM_API_RATE = "0"

# Tests change code and settings under a page; tests of its copies make their own room.
NEWSROOM_PAGE_CACHE_MB = 0

# Tests write and look within a millisecond; those of what is kept so long set their own.
NEWSROOM_STATE_MS = 0
