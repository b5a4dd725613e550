"""Settings, all of them from the environment; docs/settings.md lists every variable."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from mitmachstadt.config.databases import database
from mitmachstadt.config.environment import flag, number, text
from mitmachstadt.config.mail import mailer
from mitmachstadt.config.secret import secret_key
from mitmachstadt.config.sign_in import *  # noqa: F403 - settings of their own
from mitmachstadt.kernel.environment import sentence

if _wrong := sentence(os.environ):
    raise ImproperlyConfigured(_wrong)

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent
VAR = Path(text("MITMACHSTADT_VAR", str(CHECKOUT / "var")))

DEBUG = flag("MITMACHSTADT_DEBUG")
SECRET_KEY = secret_key(VAR)
ALLOWED_HOSTS = text("MITMACHSTADT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = flag("MITMACHSTADT_HTTPS")

CITY_NAME = text("MITMACHSTADT_CITY", "Berlin")
CITY_CONTACT = text("MITMACHSTADT_CONTACT", "strategie@example.org")
DATA_LICENCE = text("MITMACHSTADT_DATA_LICENCE", "CC BY 4.0")
DEMONSTRATION = flag("MITMACHSTADT_DEMONSTRATION")
SITE = text("MITMACHSTADT_SITE", "http://localhost:8000").rstrip("/")
REMARKS_PER_HOUR = number("MITMACHSTADT_REMARKS_PER_HOUR", 60)
UNPROVEN_PER_DAY = number("MITMACHSTADT_UNPROVEN_PER_DAY", 20)
UNPROVEN_WAITING = number("MITMACHSTADT_UNPROVEN_WAITING", 500)
FLOOD = number("MITMACHSTADT_FLOOD", 60)
PROXIES = number("MITMACHSTADT_BEHIND_PROXY", 0)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "mitmachstadt.kernel",
    "mitmachstadt.ledger",
    "mitmachstadt.people",
    "mitmachstadt.nodes",
    "mitmachstadt.taxonomies",
    "mitmachstadt.responsibilities",
    "mitmachstadt.contributions",
    "mitmachstadt.answers",
    "mitmachstadt.concerns",
    "mitmachstadt.formats",
    "mitmachstadt.strategy",
    "mitmachstadt.measures",
    "mitmachstadt.places",
    "mitmachstadt.news",
    "mitmachstadt.arena",
    "mitmachstadt.outreach",
    "mitmachstadt.barriers",
    "mitmachstadt.help",
    "mitmachstadt.usage",
    "mitmachstadt.opendata",
    "mitmachstadt.data_protection",
    "mitmachstadt.pages",
]

MIDDLEWARE = [
    "mitmachstadt.kernel.web.watching.watching",
    "mitmachstadt.kernel.web.visits.visits_are_counted",
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
    "allauth.account.middleware.AccountMiddleware",
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
    "default": database(text("MITMACHSTADT_DATABASE", f"sqlite:///{VAR / 'mitmachstadt.sqlite3'}"))
}
# 0: every read makes its SQL anew, should a new Django not bear kernel/prepared.py (decision 9).
PREPARED_QUERIES = flag("MITMACHSTADT_PREPARED_QUERIES", default=True)
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
# A browser takes a cookie with this beginning from this very host only, and only over TLS.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mitmachstadt.kernel.web.outage.form_expired"
CSRF_TRUSTED_ORIGINS = [o for o in text("MITMACHSTADT_ORIGINS", "").split(",") if o]
MESSAGE_STORAGE = "mitmachstadt.kernel.web.messages.MessagesInCookie"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
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
    "object-src": [CSP.NONE],
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
    | {"feed", "feed-of-city", "kiosk", "kiosk-write"}
)
# Where somebody begins to say something, and completes it: what is measured as such.
PAGES_TO_COMPLETE = frozenset({"remark", "kiosk-write", "barrier-report", "contact"})
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
    "mitmachstadt.data_protection.tasks.apply_retention": 6 * 3600,
    "mitmachstadt.data_protection.tasks.carry_out_deletions": 3600,
    "mitmachstadt.contributions.tasks.send_mails": 60,
    "mitmachstadt.contributions.tasks.write_digests": 15 * 60,
    "mitmachstadt.answers.tasks.count_figures": 15 * 60,
    "mitmachstadt.arena.tasks.keep_sponsorships": 6 * 3600,
}
# Somebody waits for what these tell: where one fails, it is tried again later.
REPEATED_TASKS = (
    "mitmachstadt.contributions.tasks.tell_of_answer",
    "mitmachstadt.contributions.tasks.tell_of_step",
    "mitmachstadt.people.tasks.mail_password_link",
    "mitmachstadt.responsibilities.tasks.settle_dissolution_of",
    "mitmachstadt.data_protection.tasks.write_export",
    "mitmachstadt.measures.tasks.go_on_reading",
    "mitmachstadt.data_protection.tasks.rename_contributions",
    "mitmachstadt.people.tasks.mail_sign_in_code",
    "mitmachstadt.people.tasks.mail_factor_notice",
    "mitmachstadt.arena.tasks.compare_ideas",
)

MAILERS = {
    "default": mailer(
        text("MITMACHSTADT_MAIL", ""), folder=VAR / "mails" if DEMONSTRATION else None
    )
}
DEFAULT_FROM_EMAIL = CITY_CONTACT

METRICS_TOKEN = text("MITMACHSTADT_METRICS_TOKEN", "")
LOG_REQUESTS = text("MITMACHSTADT_LOG", "plain") == "json"
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
        "mitmachstadt.security": {"level": "INFO"},
        "django.tasks": {"level": "WARNING"},  # else two lines for each task
    },
}
