"""Settings: one module, read from the environment.

The README's settings table lists every variable; tests/test_docs.py keeps the two
in step.
"""

import base64
import re
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

DEBUG = env.bool("NEWSROOM_DEBUG", default=False)

SECRET_KEY = env.str("NEWSROOM_SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "NEWSROOM_SECRET_KEY is not set. Give it a long random value, for "
            "example from: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'. "
            "Only with NEWSROOM_DEBUG=1 may it be left out."
        )
    SECRET_KEY = "insecure, for debugging only"  # noqa: S105

ALLOWED_HOSTS = env.list(
    "NEWSROOM_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.list("NEWSROOM_CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "drf_spectacular",
    "rest_framework",
    "simple_history",
    "quotes",
]

MIDDLEWARE = [
    "quotes.api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quotes.page_cache.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "newsroom.middleware.RevalidateMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.PathLocaleMiddleware",
    "newsroom.middleware.Utf8Middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.PlainTextMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "newsroom" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # What stands many times on a page, as macros: ten times as quick.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "quotes" / "jinja2"],
        "OPTIONS": {"environment": "quotes.templatetags.quotes_rows.environment"},
    },
]

#: Measured in the design: WAL without IMMEDIATE loses writers, NORMAL is enough with WAL.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        **SQLITE_OPTIONS,
        **DATABASES["default"].get("OPTIONS", {}),
    }
else:
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
    # Compiling a plan takes longer than running any of ours (measured: seconds).
    # A page asks for some rows in an order that an index has: processes beside the one
    # that asks cost more to begin (20 ms) than the rows do, and readers are many.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c max_parallel_workers_per_gather=0"
    )
    DATABASES["default"].setdefault(
        "CONN_MAX_AGE", env.int("NEWSROOM_CONN_MAX_AGE", default=60)
    )

#: Addresses typed without a scheme are https, as will be the rule in Django 6.
FORMS_URLFIELD_ASSUME_HTTPS = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

#: The language without a prefix; the other one stands under /fr/ or /en/.
LANGUAGE_CODE = env.str("NEWSROOM_LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise ImproperlyConfigured(
        f"NEWSROOM_LANGUAGE_CODE is {LANGUAGE_CODE!r}; it must be 'en' or 'fr'."
    )
LOCALE_PATHS = [BASE_DIR / "quotes" / "locale"]
TIME_ZONE = env.str("NEWSROOM_TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "newsroom" / "static"]
STATIC_ROOT = env.path("NEWSROOM_STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
#: Serves straight from the source folders, so `make demo` needs no collectstatic.
WHITENOISE_USE_FINDERS = env.bool("NEWSROOM_STATIC_FINDERS", default=DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

#: Memory for ready public pages, in megabytes for each process; 0 keeps none.
NEWSROOM_PAGE_CACHE_MB = env.int("NEWSROOM_PAGE_CACHE_MB", default=32)
# So many milliseconds a process takes what readers may see for what it was told last.
NEWSROOM_STATE_MS = env.int("NEWSROOM_STATE_MS", default=50)

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

#: Who runs this database, as shown on public pages and in citations.
NEWSROOM_NAME = env.str("NEWSROOM_NAME", default="Newsroom Quotes")

#: Scheme and host of the public pages, for what is written without a request: the dump.
NEWSROOM_BASE_URL = env.str("NEWSROOM_BASE_URL", default="")

#: License of the dump, name and address: "CC-BY-4.0 https://…"; empty states none.
NEWSROOM_DATA_LICENSE = env.str("NEWSROOM_DATA_LICENSE", default="")
if NEWSROOM_DATA_LICENSE and not re.fullmatch(
    r"[A-Za-z0-9.+-]+ https?://\S+", NEWSROOM_DATA_LICENSE
):
    raise ImproperlyConfigured(
        f"NEWSROOM_DATA_LICENSE is {NEWSROOM_DATA_LICENSE!r}; it must be a short name "
        "and an address, such as CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/"
    )

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
#: Proxies of ours before the server, each adding to X-Forwarded-For: whom the limits of
#: readers' reports and of the API count. 0: whoever connects is the reader.
NEWSROOM_PROXIES = env.int("NEWSROOM_PROXIES", default=0)

#: How many requests to the API one address may make: 120/minute, 10/second; 0: any.
NEWSROOM_API_RATE = env.str("NEWSROOM_API_RATE", default="120/minute")
if not re.fullmatch(r"0?|[1-9]\d*/(second|minute|hour|day)", NEWSROOM_API_RATE):
    raise ImproperlyConfigured(
        f"NEWSROOM_API_RATE is {NEWSROOM_API_RATE!r}; it must be a number and a time, "
        "such as 120/minute, 10/second, 5000/hour or 50000/day, or 0 for no limit."
    )

#: The read API: no login, nothing but JSON, and one shape for errors.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["quotes.api.throttling.AddressThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "quotes.api.errors.handle",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Newsroom Quotes",
    "DESCRIPTION": "Public statements of news articles: the words, where they stand, "
    "who said them, and where the newsroom has them from. Read only.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "PATH_CONVERTER_OVERRIDES": {
        "publicid": {"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{12}$"}
    },
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        name: f"quotes.vocabulary.{name}"
        for name in (
            *("CorrectionClass", "Decision", "ErrorKind", "Kind", "Known"),
            *("LinkKind", "NameKind", "Polarity", "Precision", "Role", "SourceKind"),
            *("SpanRole", "SpeakerKind", "Status", "Terms"),
        )
    }
    | {"Label": "quotes.api.shapes.fields.LABELS"},
}

#: Keys of the vault of unnamed sources: the first seals, all open. Without: closed.
NEWSROOM_VAULT_KEYS = env.list("NEWSROOM_VAULT_KEYS", default=[])


def _is_vault_key(text):
    """Tell whether a text is what Fernet takes for a key."""
    try:
        # The length of the text too: what follows a whole key would be passed over.
        return len(base64.urlsafe_b64decode(text)) == 32 and len(text.strip()) == 44
    except ValueError:
        return False


for _number, _key in enumerate(NEWSROOM_VAULT_KEYS, start=1):
    # At the start, not when somebody opens the vault; and without showing the key.
    if not _is_vault_key(_key):
        raise ImproperlyConfigured(
            f"NEWSROOM_VAULT_KEYS: key {_number} is not 32 bytes in URL-safe base64. "
            "Keys are separated by commas; make one with: "
            'python -c "from cryptography.fernet import Fernet; '
            'print(Fernet.generate_key().decode())"'
        )

#: In bytes, files not counted: a text of 5 MB, the most that is taken in, travels in a
#: form with two signs for each line break.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000

#: The largest file that the admin's page “Import” takes, in bytes; larger: the command.
NEWSROOM_IMPORT_MAX_BYTES = env.int(
    "NEWSROOM_IMPORT_MAX_BYTES", default=20 * 1024 * 1024
)

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

#: Behind TLS (a real server): cookies only over https, http redirected.
HTTPS = env.bool("NEWSROOM_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
