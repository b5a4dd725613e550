"""Settings, all of them from the environment; docs/settings.md lists every variable."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from mitmachstadt.config.mail import mailer
from mitmachstadt.config.secret import secret_key
from mitmachstadt.kernel.environment import sentence

if _wrong := sentence(os.environ):
    raise ImproperlyConfigured(_wrong)

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent
VAR = Path(os.environ.get("MITMACHSTADT_VAR", CHECKOUT / "var"))


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _number(name: str, default: int) -> int:
    """A whole number; words for yes count as 1, and what is none as -1, which `check` names."""
    value = os.environ.get(name, "").strip().lower() or str(default)
    if value in {"true", "yes", "on"}:
        return 1
    if value in {"false", "no", "off"}:
        return 0
    return int(value) if value.isascii() and value.isdecimal() else -1


DEBUG = _flag("MITMACHSTADT_DEBUG")
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = os.environ.get("MITMACHSTADT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = _flag("MITMACHSTADT_HTTPS")

CITY_NAME = os.environ.get("MITMACHSTADT_CITY", "Berlin")
CITY_CONTACT = os.environ.get("MITMACHSTADT_CONTACT", "strategie@example.org")
DATA_LICENCE = os.environ.get("MITMACHSTADT_DATA_LICENCE", "CC BY 4.0")
DEMONSTRATION = _flag("MITMACHSTADT_DEMONSTRATION")
SITE = os.environ.get("MITMACHSTADT_SITE", "http://localhost:8000").rstrip("/")
REMARKS_PER_HOUR = _number("MITMACHSTADT_REMARKS_PER_HOUR", 60)
UNPROVEN_PER_DAY = _number("MITMACHSTADT_UNPROVEN_PER_DAY", 20)
UNPROVEN_WAITING = _number("MITMACHSTADT_UNPROVEN_WAITING", 500)
FLOOD = _number("MITMACHSTADT_FLOOD", 60)
PROXIES = _number("MITMACHSTADT_BEHIND_PROXY", 0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks_db",
    "mitmachstadt.kernel",
    "mitmachstadt.ledger",
    "mitmachstadt.people",
    "mitmachstadt.nodes",
    "mitmachstadt.taxonomies",
    "mitmachstadt.contributions",
    "mitmachstadt.answers",
    "mitmachstadt.formats",
    "mitmachstadt.strategy",
    "mitmachstadt.places",
    "mitmachstadt.news",
    "mitmachstadt.opendata",
    "mitmachstadt.pages",
]

MIDDLEWARE = [
    "mitmachstadt.kernel.web.watching.watching",
    "mitmachstadt.kernel.web.languages.language_of_the_address",
    "mitmachstadt.kernel.web.outage.words_survive_an_outage",
    "mitmachstadt.kernel.web.anonymous_pages.anonymous_pages",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "mitmachstadt.config.urls"
WSGI_APPLICATION = "mitmachstadt.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "mitmachstadt.kernel.web.context.city",
                "mitmachstadt.kernel.web.context.language",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "mitmachstadt.kernel.templatetags.mitmachstadt",
                "mitmachstadt.kernel.templatetags.languages",
            ],
        },
    }
]
FORM_RENDERER = "mitmachstadt.kernel.web.forms.KernRenderer"

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("MITMACHSTADT_DATABASE", f"sqlite:///{VAR / 'mitmachstadt.sqlite3'}"),
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;"
        ),
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "application_name": "mitmachstadt",
            "connect_timeout": 5,
            # PostgreSQL keeps the plan of a statement that comes for the third time on a
            # connection: planning took as long as the rest of most queries.
            "server_side_binding": True,
            "prepare_threshold": 2,
        }
    )
# 0: every read makes its SQL anew, should a new Django not bear kernel/prepared.py (decision 9).
PREPARED_QUERIES = _flag("MITMACHSTADT_PREPARED_QUERIES", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
SESSION_ENGINE = "mitmachstadt.kernel.web.sign_in"
AUTHENTICATION_BACKENDS = ["mitmachstadt.kernel.web.sign_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
    )
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mitmachstadt.kernel.web.outage.form_expired"
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MITMACHSTADT_ORIGINS", "").split(",") if o]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES > 0 else None
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe"), ("ar", "العربية")]
# In these there is only the way to a contribution, which the next line names, and nothing else.
LANGUAGES_OF_THE_PATH = ("tr", "ar")
PATH_OF_A_CONTRIBUTION = frozenset(
    {"start", "texts", "reading", "node", "remark", "support", "code", "correct", "withdraw"}
    | {"follow", "answer-by-mail", "follow-confirm", "subscription", "subscription-end"}
    | {"feed", "feed-of-city"}
)
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
_MODULES = CHECKOUT / "node_modules"
_FRONTEND = (
    ("kern", _MODULES / "@kern-ux" / "native" / "dist"),
    ("altcha", _MODULES / "altcha" / "dist" / "workers"),
)
STATICFILES_DIRS = [(name, folder) for name, folder in _FRONTEND if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if (STATIC_ROOT / "staticfiles.json").is_file() and not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").is_file()

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Name of a task -> seconds between two runs; the supervisor of `serve` enqueues them.
PERIODIC_TASKS = {
    "mitmachstadt.kernel.chores.forget_what_has_expired": 6 * 3600,
    "mitmachstadt.contributions.tasks.send_mails": 60,
    "mitmachstadt.contributions.tasks.write_digests": 15 * 60,
    "mitmachstadt.contributions.tasks.forget_mails": 24 * 3600,
}
# Somebody waits for what these tell: where one fails, it is tried again later.
REPEATED_TASKS = (
    "mitmachstadt.contributions.tasks.tell_of_answer",
    "mitmachstadt.contributions.tasks.tell_of_step",
    "mitmachstadt.people.tasks.mail_password_link",
)

MAILERS = {
    "default": mailer(
        os.environ.get("MITMACHSTADT_MAIL", ""), folder=VAR / "mails" if DEMONSTRATION else None
    )
}
DEFAULT_FROM_EMAIL = CITY_CONTACT

METRICS_TOKEN = os.environ.get("MITMACHSTADT_METRICS_TOKEN", "")
LOG_REQUESTS = os.environ.get("MITMACHSTADT_LOG", "plain") == "json"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "safe": {"()": f"mitmachstadt.kernel.logs.{'Json' if LOG_REQUESTS else 'Plain'}"},
        "whole": {"format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "whole" if DEBUG else "safe"}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "mitmachstadt.requests": {"level": "INFO"},
        "django.tasks": {"level": "WARNING"},  # else two lines for each task
    },
}
