"""The portal's own settings, with what a test wants otherwise: an own folder, no mail, quick passwords."""

import atexit
import hashlib
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="dealportaal-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DATA_DIR"] = _folder
os.environ.pop("PRODUCTION", None)
os.environ.setdefault("DEMO", "1")

from dealportaal.settings import *  # noqa: E402
from dealportaal.settings import CACHES, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in life: in memory two threads get "table is locked" where a file makes them wait.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
if "postgresql" in DATABASES["default"]["ENGINE"]:
    # A name per checkout, so that two checkouts on one server do not use one test database.
    _checkout = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]
    DATABASES["default"]["TEST"] = {"NAME": f"test_dealportaal_{_checkout}"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
if "redis" in CACHES["default"]["BACKEND"].lower():
    # Emptied before every test (tests/conftest.py), and not under the hands of the tests beside it.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
