"""Template context of every page."""

from django.conf import settings


def portal(request):
    return {
        "demo_mode": settings.DEMO,
        "controller_name": settings.CONTROLLER_NAME,
        "controller_address": settings.CONTROLLER_ADDRESS,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "privacy_contact": settings.PRIVACY_CONTACT,
        "privacy_legal_basis": settings.PRIVACY_LEGAL_BASIS,
    }
