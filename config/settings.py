"""Settings: everything that differs between machines comes from the environment, with safe defaults.

`docs/running.md` lists the variables. Without any, the app runs on SQLite under `var/`, for this machine only.
"""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DJANGO_DATA_DIR", default="") or BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = env("DJANGO_DEBUG", default="0") == "1"
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=LOCAL_HOSTS)
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])

if DEBUG and set(ALLOWED_HOSTS) - set(LOCAL_HOSTS):
    raise ImproperlyConfigured(
        "DJANGO_DEBUG=1 shows source code to visitors: leave it off, or serve this machine only."
    )


def secret_key() -> str:
    """The key from the environment, else one made on the first start and kept beside the database, outside git."""
    if key := env("DJANGO_SECRET_KEY", default=""):
        return key
    file = DATA_DIR / "secret_key"
    try:
        # Two processes may start at once: whoever creates the file wins, the other reads it.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(get_random_secret_key())
    except FileExistsError:
        pass
    key = file.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{file} is empty: delete it, and the next start makes a new key.")
    return key


SECRET_KEY = secret_key()

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "timeline",
    "articles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.content_security_policy",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'timeline.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Without IMMEDIATE, two writers that read first fail with "database is locked" at once.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # 8 MB of pages a connection: counting needs no more (its indexes are small), and a download of everything by
        # several threads at once must not fill the memory.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_storage.ModuleStorage"},
}

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env("DJANGO_HTTPS", default="0") == "1":  # behind a proxy that ends TLS
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- the project's own ---
SITE_NAME = "Engagements"
# Who may show the timeline within a page of theirs (`/?embed=1`), as frame-ancestors has it: origins, by blanks.
EMBED_FRAME_ANCESTORS = env("TIMELINE_EMBED_FRAME_ANCESTORS", default="'none'").strip() or "'none'"
if set(EMBED_FRAME_ANCESTORS) & set(";,\r\n"):
    raise ImproperlyConfigured("TIMELINE_EMBED_FRAME_ANCESTORS are origins with blanks between them, and nothing else.")
# Events that no editor has looked at yet: shown to readers with a mark, or kept back until reviewed.
SHOW_UNREVIEWED_EVENTS = env("TIMELINE_SHOW_UNREVIEWED", default="1") == "1"
MAX_ARTICLE_BYTES = env.int("TIMELINE_MAX_ARTICLE_BYTES", default=2 * 1024 * 1024)
