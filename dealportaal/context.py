"""What every page knows."""

from django.conf import settings


def portal(request):
    return {"demo_mode": settings.DEMO}
