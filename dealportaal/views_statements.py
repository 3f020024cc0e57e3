"""Privacy, accessibility, cookies and contact: what a visitor may know before anything is filled in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dealportaal.statements import read_measurement


@login_not_required
@require_safe
def show_privacy(request):
    return render(request, "dealportaal/privacy.html", {"terms": settings.PRIVACY_TERMS})


@login_not_required
@require_safe
def show_cookies(request):
    names = {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "device_cookie": settings.DEVICE_COOKIE_NAME,
    }
    return render(request, "dealportaal/cookies.html", names)


@login_not_required
@require_safe
def show_accessibility(request):
    measured = read_measurement()
    is_fresh = measured is not None and measured.is_fresh(day=timezone.localdate())
    context = {"measured": measured, "is_fresh": is_fresh}
    return render(request, "dealportaal/accessibility.html", context)


@login_not_required
@require_safe
def show_contact(request):
    address = settings.SECURITY_CONTACT
    return render(request, "dealportaal/contact.html", {"security_contact": address.removeprefix("mailto:")})
