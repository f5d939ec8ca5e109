"""Everything that an operator can set comes from the environment; .env.example lists it.

An empty environment is refused: SECRET_KEY and SITE_URL have no safe default.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
if env.bool("READ_DOT_ENV", True):
    env.read_env(BASE_DIR / ".env", recurse=False, override=False)

# The site

SECRET_KEY: str = env.str("SECRET_KEY")
SITE_URL: str = env.str("SITE_URL").rstrip("/")
DEBUG: bool = env.bool("DEBUG", False)
DEMO: bool = env.bool("DEMO", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

_site = urlsplit(SITE_URL)
IS_HTTPS = _site.scheme == "https"
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [_site.hostname or "localhost"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [SITE_URL] if IS_HTTPS else [])

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "articles",
    "donations",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "taggit",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.security_headers",
    "newsroom.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "newsroom.middleware.compression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.ConditionalMiddleware",
    "newsroom.middleware.reading_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

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
                "newsroom.context.publication",
            ],
        },
    },
]

# Where things are kept

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            ),
        }
    )
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
ORIGINALS_ROOT = Path(env.str("ORIGINALS_ROOT", str(VAR_DIR / "originals")))
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# What is packed already, and source maps, which are large and which hardly anybody asks for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "png", "ico", "woff2", "gz", "br", "map"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Photographs as they were uploaded: never served.
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ORIGINALS_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
S3_BUCKET: str = env.str("S3_BUCKET", "")
S3_PUBLIC_URL: str = env.str("S3_PUBLIC_URL", "").rstrip("/")
if S3_BUCKET:
    _s3 = {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
        "region_name": env.str("S3_REGION", "") or None,
        "access_key": env.str("S3_ACCESS_KEY_ID"),
        "secret_key": env.str("S3_SECRET_ACCESS_KEY"),
    }
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": _s3
        | {
            "location": "media",
            "querystring_auth": False,
            "custom_domain": S3_PUBLIC_URL.removeprefix("https://") or None,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
    STORAGES["originals"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": _s3 | {"location": "originals", "default_acl": "private"},
    }

# Photographs

MAX_PHOTO_BYTES = 30 * 1024 * 1024
MAX_PHOTO_PIXELS = 50_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Background work: `manage.py db_worker` beside the server

TASKS = {
    "default": {
        "BACKEND": env.str("TASKS_BACKEND", "django_tasks_db.DatabaseBackend"),
    },
}

# Language, time and money of the publication

LANGUAGE_CODE: str = env.str("LANGUAGE_CODE", "en-gb")
TIME_ZONE: str = env.str("TIME_ZONE", "Europe/London")
CURRENCY: str = env.str("CURRENCY", "GBP")
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["newsroom.formats"]

# Pledges, in CURRENCY

PLEDGE_MINIMUM: Decimal = env.decimal("PLEDGE_MINIMUM", Decimal(1))
PLEDGE_MAXIMUM: Decimal = env.decimal("PLEDGE_MAXIMUM", Decimal(100_000))
PLEDGE_PRESETS: list[int] = env.list("PLEDGE_PRESETS", [5, 10, 20, 50, 100], subcast=int)
PLEDGE_REFERENCE_PREFIX: str = env.str("PLEDGE_REFERENCE_PREFIX", "P")

# Forms and tags

FORMS_URLFIELD_ASSUME_HTTPS = True
TAGGIT_CASE_INSENSITIVE = True

# Mail

_email: dict[str, Any] = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _email.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", f"newsroom@{_site.hostname}")

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_PATH = "/desk/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_TLS_PROXY", IS_HTTPS) else None
)
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS: int = env.int("HSTS_SECONDS", 31_536_000 if IS_HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

# Where requests have cookies and may send something; everywhere else they only read.
FORM_PATHS = ("/desk/", "/donate/")

# Public pages get this policy as it stands; newsroom.desk widens it for the block editor.
_media = [SELF, S3_PUBLIC_URL] if S3_PUBLIC_URL else [SELF]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": _media,
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DESK_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, NONCE],
    # The block editor sets styles from its scripts; without this each typed space becomes &nbsp;.
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [*_media, "data:", "blob:"],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
}

# Reports

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # Unknown pages are the reader's slip, not the operator's.
    "loggers": {"django.request": {"level": "ERROR"}},
}
