"""All settings, each read once from the environment, typed, failing loudly at start. The README lists them."""

from __future__ import annotations

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent.parent


def text(name: str, default: str) -> str:
    """Read a variable as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Read a variable as yes or no. Fails on anything else."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() not in {"0", "1", "true", "false", "yes", "no"}:
        message = f"{name} must be 1 or 0, not {value!r}"
        raise ImproperlyConfigured(message)
    return value.lower() in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    """Read a variable as a whole number. Fails on anything else."""
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        message = f"{name} must be a whole number, not {value!r}"
        raise ImproperlyConfigured(message)
    return int(value)


def database(url: str) -> dict[str, Any]:
    """Read ``postgresql://user:password@host:port/name?host=/socket/folder`` as libpq does."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        message = "DATABASE_URL must start with postgresql:// (Zaal runs on PostgreSQL 15 or newer only)"
        raise ImproperlyConfigured(message)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "zaal",
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "") or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **query,
            "application_name": "zaal",
            "options": "-c timezone=UTC -c statement_timeout=30000 -c jit=off",
        },
    }


DEMO = flag("ZAAL_DEMO", default=False)
DEBUG = flag("ZAAL_DEBUG", default=False)
BASE_URL = text("ZAAL_BASE_URL", "http://localhost:8000").rstrip("/")
SECRET_KEY = text("ZAAL_SECRET_KEY", "demo-only" * 6 if DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("ZAAL_SECRET_KEY must be set: any long random text, kept private")  # noqa: TRY003, EM101 - the sentence is the point
ALLOWED_HOSTS = [
    host for host in text("ZAAL_HOSTS", "*" if DEMO else urlsplit(BASE_URL).hostname or "").split(",") if host
]
SECURE = BASE_URL.startswith("https://")

DATABASES = {"default": database(text("DATABASE_URL", "postgresql://localhost/zaal"))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "ninja",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "zaal.records.logbook",
    "zaal.records.places",
    "zaal.records.identity",
    "zaal.records.organisations",
    "zaal.records.venues",
    "zaal.records.diary",
    "zaal.records.rates",
    "zaal.records.pictures",
    "zaal.records.calendars",
    "zaal.records.listing",
    "zaal.records.sales",
    "zaal.records.shortlists",
    "zaal.records.orders",
    "zaal.interfaces.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "zaal.interfaces.web.middleware.LanguageAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zaal.interfaces.web.middleware.VisitorMiddleware",
    "zaal.interfaces.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "zaal.conf.urls"
WSGI_APPLICATION = "zaal.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interfaces" / "web" / "templates", PACKAGE / "interfaces" / "worker" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "zaal.interfaces.web.context.visitor",
            ],
        },
    }
]

AUTH_USER_MODEL = "identity.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "zaal.interfaces.web.account.adapter.AccountAdapter"
LOGIN_REDIRECT_URL = "bookings"
ACCOUNT_SIGNUP_REDIRECT_URL = "welcome"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [PACKAGE / "interfaces" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "interfaces" / "web" / "static"]
DATA_DIR = Path(text("ZAAL_DATA", str(Path.cwd() / ".zaal")))
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": text("ZAAL_STATIC_STORAGE", "zaal.interfaces.web.stylesheet.BundledStaticFilesStorage")},
}
WHITENOISE_MAX_AGE = 31536000

# Whether calendars may be fetched from the inside of the operator's own network.
CALENDARS_PRIVATE = flag("ZAAL_CALENDARS_PRIVATE", default=False)

TILES_URL = text("ZAAL_TILES_URL", "")
TILES_CREDIT = text("ZAAL_TILES_CREDIT", "")
TILES_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(TILES_URL)) if TILES_URL else ""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *([TILES_ORIGIN] if TILES_ORIGIN else [])],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("ZAAL_BEHIND_PROXY", default=False) else None
CSRF_TRUSTED_ORIGINS = [BASE_URL]
X_FRAME_OPTIONS = "DENY"

EMAIL_HOST = text("ZAAL_SMTP_HOST", "")
if not EMAIL_HOST and not DEMO:
    raise ImproperlyConfigured("ZAAL_SMTP_HOST must be set (or ZAAL_DEMO=1, where every mail is kept at /outbox)")  # noqa: TRY003, EM101 - the sentence is the point
EMAIL_PORT = number("ZAAL_SMTP_PORT", 587)
EMAIL_HOST_USER = text("ZAAL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = text("ZAAL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("ZAAL_SMTP_TLS", default=True)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "zaal.interfaces.worker.letterbox.LetterboxBackend"
)
PROCRASTINATE_IMPORT_PATHS = [
    "zaal.interfaces.worker.jobs",
    "zaal.interfaces.worker.calendars",
    "zaal.interfaces.worker.orders",
]
DEFAULT_FROM_EMAIL = text("ZAAL_MAIL_FROM", "Zaal <noreply@localhost>")
CONTACT_EMAIL = text("ZAAL_CONTACT_EMAIL", parseaddr(DEFAULT_FROM_EMAIL)[1])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": text("ZAAL_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
