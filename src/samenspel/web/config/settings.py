"""The settings of the site. Two profiles: `demo` runs on this computer at once, `production` wants to be told more."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from samenspel.web.config.environment import Environment

ENVIRONMENT = Environment.of_process()
PROFILE = ENVIRONMENT.choice("PROFILE", ("demo", "production"), "production")
DEMO = PROFILE == "demo"

DATA = ENVIRONMENT.folder("DATA", "demo" if DEMO else None)
ADDRESS = ENVIRONMENT.address("ADDRESS", "http://127.0.0.1:8000" if DEMO else None)
SECURE = ADDRESS.startswith("https:")
HOST = str(urlsplit(ADDRESS).hostname)


def _demo_secret(path: Path) -> str:
    """The key of a demo, kept so that its links live on after a restart."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), "utf-8")
    return path.read_text("utf-8")


SECRET_KEY = ENVIRONMENT.text("SECRET_KEY", _demo_secret(DATA / "secret-key") if DEMO else None)
DEBUG = False
# A demo is also reached at 127.0.0.1 and, with HOST=0.0.0.0, at the address of this computer on the local network.
ALLOWED_HOSTS = [HOST, "127.0.0.1", "localhost"] if DEMO else [HOST]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
# How many proxies of our own stand before the site and add the visitor's address to X-Forwarded-For.
PROXIES = ENVIRONMENT.number("PROXIES", 0, 0, 3)
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "lucide",
    "samenspel.web.config",
    "samenspel.web.shared",
    "samenspel.web.accounts",
    "samenspel.web.networks",
    "samenspel.web.parties",
    "samenspel.web.uploads",
    "samenspel.web.rounds",
    "samenspel.web.answering",
    "samenspel.web.results",
    "samenspel.web.conversations",
    "samenspel.web.privacy",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samenspel.web.accounts.middleware.SeenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samenspel.web.shared.mishaps.MishapMiddleware",
]

ROOT_URLCONF = "samenspel.web.config.urls"
WSGI_APPLICATION = "samenspel.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samenspel.web.shared.page.page",
            ],
            "builtins": ["samenspel.web.shared.templatetags.samenspel"],
        },
    }
]

DATABASES = {"default": ENVIRONMENT.database("DATABASE", f"sqlite:///{DATA / 'samenspel.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
APPEND_SLASH = False
LOGIN_URL = "accounts:log-in"
LOGIN_REDIRECT_URL = "networks:home"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "samenspel.web.shared.fonts.FontFinder",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # nothing is kept in files: all is in the database
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

if DEMO:
    EMAIL_BACKEND = "samenspel.web.shared.demo_mail.DemoMailBackend"
    DEFAULT_FROM_EMAIL = ENVIRONMENT.text("MAIL_FROM", "Samenspel <samenspel@voorbeeld.example>")
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(ENVIRONMENT.mail("MAIL"))
    DEFAULT_FROM_EMAIL = ENVIRONMENT.text("MAIL_FROM")
# Whom visitors may ask about the site itself, shown on its page about privacy.
CONTACT = ENVIRONMENT.text("CONTACT", "")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
# Links of participants are secret: no address of ours travels along to another site.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^status$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.yes("HSTS_SUBDOMAINS", True) if SECURE else False
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
# Our own checks say this already: an address without https (E001), and a key that can be guessed (E003).
SILENCED_SYSTEM_CHECKS = [f"security.{number}" for number in ("W004", "W008", "W009", "W012", "W016")]
# Who leaves other names out has chosen so, and need not hear of it at every start.
SILENCED_SYSTEM_CHECKS += [] if SECURE_HSTS_INCLUDE_SUBDOMAINS else ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 30 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samenspel.web.shared.mishaps.csrf_failure"

# Uploads: a list of people or answers is small; ten megabytes is a hundred thousand rows.
UPLOAD_LIMIT = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# A round asks thousands of people, each of them ticked in one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
FILE_UPLOAD_HANDLERS = [
    "samenspel.web.uploads.handlers.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # paths of participants hold their secret token, so requests are not logged
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
