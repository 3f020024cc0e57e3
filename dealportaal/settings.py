"""All settings. What each variable means: README, "Configuration"."""

from email.utils import parseaddr
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from dealportaal import caching, env
from dealportaal.database import database
from dealportaal.exposure import refuse_public_demo

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = env.flag("PRODUCTION", False)
DEBUG = env.flag("DEBUG", False)
DEMO = env.flag("DEMO", not PRODUCTION)
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
SECRET_KEY = env.secret("SECRET_KEY", production=PRODUCTION)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS") or ([] if PRODUCTION else ["*"])
SITE_URL = env.text("SITE_URL", f"http://localhost:{env.number('PORT', 8000, low=1, high=65535)}").rstrip("/")
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "mailto:beveiliging@voorbeeld.invalid")

# The organisation responsible for the portal: on the pages about privacy, accessibility, cookies and contact, and in mails.
CONTROLLER_NAME = env.text("CONTROLLER_NAME", "Agenda Stad (voorbeeld, nog in te vullen)")
CONTROLLER_ADDRESS = env.text("CONTROLLER_ADDRESS", "Postbus 0, 0000 AA Voorbeeld")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "dealportaal@voorbeeld.invalid")
CONTACT_PHONE = env.text("CONTACT_PHONE")
PRIVACY_CONTACT = env.text("PRIVACY_CONTACT", "privacy@voorbeeld.invalid")
PRIVACY_LEGAL_BASIS = env.text(
    "PRIVACY_LEGAL_BASIS", "een taak van algemeen belang (artikel 6, eerste lid, onder e, van de AVG)"
)
PRIVACY_TERMS = env.terms(
    "PRIVACY_TERMS",
    "Uw account: tot een beheerder het afsluit, uiterlijk aan het einde van uw rol; "
    "Uw gegevens als contactpersoon: zolang u contactpersoon van uw organisatie in een deal bent; "
    "Uw uitnodiging voor een vragenlijst: zolang de ronde bewaard blijft, zonder band met uw antwoorden; "
    "Het logboek van wijzigingen: zolang de deal in het portaal staat; "
    "Vanwaar iemand inlogde (IP-adres): 180 dagen, en bij een aanroep van de API 90 dagen; "
    "Mails die het portaal verstuurde, zonder de tekst: 400 dagen; "
    "Een lijst die u inleest: een uur, en wat nodig is om dat ongedaan te maken 14 dagen; "
    "Een bestand dat u bestelde: een week",
)
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", not DEMO)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG mag niet aan in productie. Zet DEBUG=0 of haal DEBUG weg.")
if PRODUCTION and DEMO:
    raise ImproperlyConfigured("DEMO mag niet aan in productie. Zet DEMO=0 of haal DEMO weg.")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Zet ALLOWED_HOSTS op de naam van de portal, zoals ALLOWED_HOSTS=deals.voorbeeld.nl."
    )
if PRODUCTION and not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("Zet SITE_URL op het https-adres, zoals SITE_URL=https://deals.voorbeeld.nl.")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
# In production the portal listens on this computer only: one proxy stands before it.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1 if PRODUCTION else 0, low=0, high=10)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
LOG_VISITOR_ADDRESSES = env.flag("LOG_VISITOR_ADDRESSES", True)

INSTALLED_APPS = [
    "dealportaal",
    "programme",
    "reports",
    "impacttool",
    "knowledge",
    "deals",
    "partners",
    "rendering",
    "foundation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "dealportaal.middleware.private_pages",
    "dealportaal.middleware.refuse_nul",
    "dealportaal.link_limits.limit_links",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dealportaal.audit.api_calls",
    "dealportaal.idle.end_idle",
    "dealportaal.middleware.second_factor",
    "dealportaal.middleware.log_denied",
    "dealportaal.middleware.refuse_huge_numbers",
    "dealportaal.middleware.sent_twice",
]
if not PRODUCTION:
    MIDDLEWARE.insert(0, "dealportaal.exposure.demo_stays_here")
ROOT_URLCONF = "dealportaal.urls"
WSGI_APPLICATION = "dealportaal.wsgi.application"
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
                "dealportaal.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dealportaal.templatetags.ui",
            ],
        },
    }
]

DATABASE_ANSWER_SECONDS = env.number("DATABASE_ANSWER_SECONDS", 30, low=2, high=600)  # web: 4 (wsgi.py)
DATABASES = {"default": database("DATABASE_URL", DATA_DIR, answer_seconds=DATABASE_ANSWER_SECONDS)}
if not PRODUCTION:
    refuse_public_demo(
        site_url=SITE_URL,
        allowed_hosts=ALLOWED_HOSTS,
        bind=env.text("BIND"),
        database_host=DATABASES["default"].get("HOST", ""),
        has_secret=SECRET_KEY != env.DEFAULT_SECRET,
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Background work: a job is a row; Celery only tells the workers that it is there.
CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL")
CACHES = caching.caches("CACHE_URL", broker=CELERY_BROKER_URL, data_dir=DATA_DIR)
CELERY_EMBEDDED = CELERY_BROKER_URL == "filesystem://"
if CELERY_EMBEDDED:
    for part in ("queue", "control"):
        (DATA_DIR / "broker" / part).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker" / "queue"),
        "data_folder_out": str(DATA_DIR / "broker" / "queue"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
        "polling_interval": 0.01,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 300,
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
        "retry_on_timeout": False,
        "max_retries": 1,
    }
# Mails have their own queue and worker: an unresponsive mail server delays nothing else.
CELERY_TASK_ROUTES = {"foundation.tasks.send_mails": {"queue": "mail"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
WORKER_OWN_CORES = env.flag("WORKER_OWN_CORES", False)
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = 140  # a job counts as silent 30 s later, so that no two workers hold the same one
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "close-due-rounds": {"task": "impacttool.tasks.close_due_rounds", "schedule": 5.0},
    "sweep-jobs": {"task": "foundation.tasks.sweep_jobs", "schedule": 30.0},
    "forget-report-keys": {"task": "reports.tasks.forget_report_keys", "schedule": 60.0},
    # A message that waited until the next one is due has nothing left to do.
    "send-mails": {
        "task": "foundation.tasks.send_mails",
        "schedule": 15.0,
        "options": {"queue": "mail", "expires": 15},
    },
    "forget-old-mails": {"task": "foundation.tasks.forget_old_mails", "schedule": crontab(hour=3, minute=20)},
    "forget-visitors": {"task": "partners.tasks.forget_visitors", "schedule": crontab(hour=3, minute=40)},
    "discard-removed": {"task": "deals.tasks.discard_removed", "schedule": 3600.0},
    "discard-held-files": {"task": "deals.tasks.discard_held_files", "schedule": 60.0},
    "sweep-held-files": {"task": "deals.tasks.sweep_held_files", "schedule": 10.0},
    "digests-of-the-day": {"task": "deals.tasks.sweep_digests", "schedule": crontab(hour=7, minute=0)},
    "sweep-digests": {"task": "deals.tasks.sweep_digests", "schedule": 60.0},
    "send-reminders": {"task": "impacttool.tasks.send_due_reminders", "schedule": 300.0},
}

AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "partners.backends.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "partners.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "partners.forms.account.LoginForm",
    "reauthenticate": "partners.forms.account.ReauthenticateForm",
    "change_password": "partners.forms.account.ChangePasswordForm",
    "reset_password": "partners.forms.account.ResetPasswordForm",
    "reset_password_from_key": "partners.forms.account.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": "partners.forms.account.CodeForm",
    "reauthenticate": "partners.forms.account.CodeAgainForm",
    "activate_totp": "partners.forms.account.ActivateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # else it is the Host header
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Passwords and second-factor codes have their own limits (partners/guessing.py).
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": "60/m/ip,3/10m/key",
    "reset_password_from_key": "100/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dealportaal"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}

LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "locale"]  # library texts in our words, such as "u" for the reader
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dealportaal.static_files.ModuleManifestStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_FAIL_SILENTLY = False

EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Dealportaal <dealportaal@voorbeeld.invalid>")
MAIL_DOMAIN = parseaddr(DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
MAIL_BOUNCE_ADDRESS = env.text("MAIL_BOUNCE_ADDRESS")
MAIL_CONNECTIONS = env.number("MAIL_CONNECTIONS", 8, low=1, high=20)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "partners.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "dealportaal.problems.problem_details",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Dealportaal",
    "DESCRIPTION": "Cijfers van afgeronde rondes, altijd door de poort van vertrouwelijkheid.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

SESSION_COOKIE_AGE = 8 * 3600
IDLE_SECONDS = 30 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# A browser takes "__Host-" only over https, for this very host and every path: no other site can plant it.
_host = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_host}sessionid", f"{_host}csrftoken"
DEVICE_COOKIE_NAME, LANGUAGE_COOKIE_NAME = f"{_host}apparaat", f"{_host}taal"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "dealportaal.views.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"mask_links": {"()": "dealportaal.log_filters.MaskLinks"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["mask_links"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"dealportaal": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
