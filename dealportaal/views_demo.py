"""Demo mode: read the mails that would have been sent, and see every building block."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dealportaal import demo_mail, styleguide


@login_not_required
@require_safe
def list_mail(request):
    return render(
        request, "dealportaal/demo_mail.html", {"mails": demo_mail.newest(settings.EMAIL_FILE_PATH, 200)}
    )


@login_not_required
@require_safe
def show_mail(request, name, position):
    mail = demo_mail.read(settings.EMAIL_FILE_PATH, name, position)
    if mail is None:
        raise Http404
    return render(request, "dealportaal/demo_mail_detail.html", {"mail": mail})


@login_not_required
@require_safe
def show_styleguide(request):
    return render(request, "styleguide.html", styleguide.examples())
