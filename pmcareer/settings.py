"""Settings, all from the environment; docs/configuration.md explains each variable.

A value that cannot be understood stops the program with a sentence: nothing is guessed.
"""

import os
import re
from pathlib import Path

import dj_email_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from pmcareer import logs, stores
from pmcareer.kept_files import kept_secret_key, make_data_dir

# Lets ModelForm[User] and the like be written where Django has no class of that name at run time.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

NAMES = """
    ACCESS_LOG ADMINS ALLOWED_HOSTS CACHE_URL CSRF_TRUSTED_ORIGINS DATABASE_LOCK_TIMEOUT
    DATABASE_POOLER DATABASE_REPLICA_URLS DATABASE_STATEMENT_TIMEOUT DATABASE_URL DATA_DIR DEBUG
    DEFAULT_FROM_EMAIL EMAIL_URL ENCRYPTION_KEY FILES_URL HOST HSTS_SUBDOMAINS LOG_FORMAT
    METRICS_TOKEN PORT REQUIRE_STAFF_MFA SECRET_KEY SECRET_KEY_FALLBACKS SIGNUP_OPEN
    TRUSTED_PROXY_COUNT WEB_WORKERS
"""
VARIABLES = NAMES.split()
for variable in VARIABLES:
    if os.environ.get(variable) == "":  # given but empty means not given, as compose files write it
        del os.environ[variable]


DEBUG = env.bool("DEBUG", False)
DATA_DIR = make_data_dir(Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).absolute())
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret_key(DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
# Of second factors: the first encrypts, all decrypt. Without one the secret key does both.
ENCRYPTION_KEYS: list[str] = env.list("ENCRYPTION_KEY", [])
if any(len(key) < 32 for key in ENCRYPTION_KEYS):
    raise ImproperlyConfigured(
        "ENCRYPTION_KEY has a key of fewer than 32 characters. “openssl rand -hex 32” makes one."
    )

# Where the server listens, and behind what

HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(min=1, max=65535))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", HOST])
if not all(ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS has an empty name in it.")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
for origin in CSRF_TRUSTED_ORIGINS:
    if not re.fullmatch(r"https?://[^/\s]+", origin):
        raise ImproperlyConfigured(
            f"CSRF_TRUSTED_ORIGINS names “{origin}”: write it with its scheme, https://example.org."
        )
WEB_WORKERS = env.int("WEB_WORKERS", 2, validate=validate.Range(min=1, max=256))
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0, validate=validate.Range(min=0, max=10))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# An https origin says that the site is served over TLS: then cookies never travel without it.
HTTPS = any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)
if HTTPS and not TRUSTED_PROXY_COUNT:
    raise ImproperlyConfigured(
        "CSRF_TRUSTED_ORIGINS names an https address, so a proxy stands in front: say how many with"
        " TRUSTED_PROXY_COUNT (mostly 1), or every request is sent to https for ever."
    )
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# By itself one application on one host does not decide for the other hosts below its name.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", False)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
if HTTPS:  # no other host of the domain, and nobody on the way, can set cookies of these names
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from a form, or ask for it
# What HSTS_SUBDOMAINS leaves to the operator (W005, W021).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# What it is made of

INSTALLED_APPS = [
    "tracker",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "simple_history",
    "tracker.curation.config.CurationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "pmcareer.request_ids.name_requests",
    "pmcareer.logs.requests.watch_requests",
    "pmcareer.response_headers.on_every_answer",
    "pmcareer.request_guards.wellformed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "pmcareer.health.probes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.accounts.protection.leaving.SignedInAndStaying",
    "tracker.shared.database.writes.WatchWrites",
    "tracker.shared.text.budget.PageBudget",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.accounts.protection.lock_outs.say_lock_out",
    "tracker.accounts.protection.second_factors.SayLostKey",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
if DEBUG:
    INSTALLED_APPS += ["debug_toolbar", "django_linear_migrations"]
    inside = 1 + MIDDLEWARE.index("django_http_compression.middleware.HttpCompressionMiddleware")
    MIDDLEWARE.insert(inside, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1"]
CSRF_FAILURE_VIEW = "tracker.home.errors.csrf_failure"
ROOT_URLCONF = "pmcareer.urls"
WSGI_APPLICATION = "pmcareer.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
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
                "tracker.home.context.site",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "pmcareer"
CRISPY_TEMPLATE_PACK = "pmcareer"
FORM_RENDERER = "pmcareer.form_renderer.Renderer"
# Room for a form that is far over its limits to come back whole with a sentence, not a bare error.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Data

SQLITE = f"sqlite:///{DATA_DIR / 'pmcareer.sqlite3'}"
REPLICA_URLS: list[str] = env.list("DATABASE_REPLICA_URLS", [])
DATABASES = stores.databases(
    dict(env.dj_db_url("DATABASE_URL", SQLITE, conn_max_age=60, conn_health_checks=True)),
    REPLICA_URLS,
    env.str("DATABASE_POOLER", ""),
)
# In seconds, for pages alone (pmcareer/server/database_limits.py).
DATABASE_LOCK_TIMEOUT = env.int("DATABASE_LOCK_TIMEOUT", 5, validate=validate.Range(min=1, max=600))
DATABASE_STATEMENT_TIMEOUT = env.int(
    "DATABASE_STATEMENT_TIMEOUT", 20, validate=validate.Range(min=1, max=3600)
)
CACHE_URL = env.str("CACHE_URL", "")
# Rate limits and sessions must agree between the server's processes, so no per-process cache.
CACHES = stores.caches(CACHE_URL, DATA_DIR, DATABASES["default"]["ENGINE"])
# Of each process alone: what a page is kept under changes with what it shows.
CACHES["pages"] = {
    "BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 100},
}
# Parts of every page's frame that are the same for everybody.
CACHES["template_fragments"] = CACHES["pages"] | {"LOCATION": "fragments"}
if REPLICA_URLS:
    if CACHE_URL == "db://":
        raise ImproperlyConfigured(
            "DATABASE_REPLICA_URLS needs a CACHE_URL of Valkey or Redis, or none on one machine."
        )
    DATABASE_ROUTERS = ["pmcareer.replicas.Router"]
    # Innermost: how far a write went is noted before a page can be kept that should show it.
    MIDDLEWARE.append("pmcareer.replicas.ReplicaMiddleware")
SESSION_CACHE_ALIAS = "copies"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 24 * 3600

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": stores.file_storage(env.str("FILES_URL", ""), DATA_DIR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "pmcareer.static_storage.Storage"
    },
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Nothing asks for a file by its name alone, and each would be compressed a second time.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# People

AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SIGNUP_OPEN = env.bool("SIGNUP_OPEN", True)
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_WORKS = bool(EMAIL_URL)
if MAIL_WORKS and not re.fullmatch(
    r"(smtp|smtps|smtp\+tls|smtp\+ssl)://([^@/]*@)?[^@/:]+(:\d+)?/?.*", EMAIL_URL
):
    raise ImproperlyConfigured(
        "EMAIL_URL is not understood: write smtp://user:password@host:port, smtp+tls:// or smtps://."
    )
try:
    vars().update(dj_email_url.parse(EMAIL_URL or "dummy://"))  # type: ignore[no-untyped-call]
except ValueError as error:
    raise ImproperlyConfigured(f"EMAIL_URL is not understood: {error}.") from error
if MAIL_WORKS:
    EMAIL_BACKEND = "tracker.shared.mail.smtp.EmailBackend"
# Seconds for a step of a mail, and for a whole mail: somebody waits for the page that sends it.
EMAIL_TIMEOUT = 10
EMAIL_DEADLINE = 15
# Seconds that send_due_mail, for which nobody waits, gives a server to answer for a mail's text.
EMAIL_PATIENCE = 600
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "pmcareer@localhost")
if "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("DEFAULT_FROM_EMAIL is not an address: there is no @ in it.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "tracker.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "add_email": "tracker.accounts.allauth_forms.AddEmailForm",
    "change_email": "tracker.accounts.allauth_forms.ChangeEmailForm",
    "login": "tracker.accounts.allauth_forms.SignInForm",
    "request_login_code": "tracker.accounts.allauth_forms.RequestLoginCodeForm",
    "reset_password": "tracker.accounts.allauth_forms.ResetPasswordForm",
    "signup": "tracker.accounts.allauth_forms.SignUpForm",
}
ACCOUNT_SIGNUP_REDIRECT_URL = "welcome"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[pmcareer] "
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_WORKS else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = MAIL_WORKS
ACCOUNT_EMAIL_NOTIFICATIONS = MAIL_WORKS
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Beside allauth's own: wrong passwords on a device on which the account's owner signed in before.
ACCOUNT_RATE_LIMITS = {"login_failed_on_known_device": "5/300s/key"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", not DEBUG)
MFA_ADAPTER = "tracker.accounts.protection.second_factors.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "tracker.accounts.protection.second_factors.ActivateTOTPForm",
    "add_webauthn": "tracker.accounts.passkey_forms.AddForm",
    "authenticate_webauthn": "tracker.accounts.passkey_forms.AuthenticateForm",
    "login_webauthn": "tracker.accounts.passkey_forms.LoginForm",
    "reauthenticate_webauthn": "tracker.accounts.passkey_forms.ReauthenticateForm",
    "authenticate": "tracker.accounts.protection.second_factors.AuthenticateForm",
    "reauthenticate": "tracker.accounts.protection.second_factors.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "pmcareer"
# A code that changes while it is typed, or a clock half a minute off, is no fault (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
# Without mail no address can be verified, and a second factor is still better than none.
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_WORKS
# Browsers offer passkeys on plain http for localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# What pages may load: nothing from anywhere else

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
NEEDED_BY_NO_PAGE = (
    "accelerometer camera display-capture geolocation gyroscope hid idle-detection"
    " local-fonts magnetometer microphone midi payment serial usb xr-spatial-tracking"
)
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in NEEDED_BY_NO_PAGE.split()}

# Words, dates and the clock

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
# With one language there is nothing to look up, a few hundred times on a page.
USE_I18N = len(LANGUAGES) > 1
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# What the operator reads

LOG_FORMAT = env.str("LOG_FORMAT", "text", validate=validate.OneOf(logs.FORMATS))
operators: list[str] = env.list("ADMINS", [])
if not all("@" in address for address in operators):
    raise ImproperlyConfigured("ADMINS holds what is not an address: there is no @ in it.")
ADMINS = [("", address) for address in operators]
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
if 0 < len(METRICS_TOKEN) < 16:
    raise ImproperlyConfigured("METRICS_TOKEN can be guessed: give it 16 characters or more.")
LOGGING = logs.logging_settings(
    LOG_FORMAT, access=env.bool("ACCESS_LOG", False), mails_errors=MAIL_WORKS and bool(ADMINS)
)
