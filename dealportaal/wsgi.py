"""The portal for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DATABASE_ANSWER_SECONDS", "4")  # a slower page gets an error page
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealportaal.settings")
application = get_wsgi_application()
