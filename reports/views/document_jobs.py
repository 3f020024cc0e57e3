"""Ordered files: following the job, stopping it, downloading the file. Only the user who ordered it has access."""

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import tasks
from foundation.actions import jobs as actions
from foundation.actions.audit_log import record_event
from foundation.events import Subject
from foundation.job_kinds import KINDS
from foundation.job_queue import ring
from foundation.models import Job
from foundation.queries import jobs as queries
from impacttool.models import Round
from partners.permissions import require
from partners.recent_login import require_recent_login
from reports.actions import bundle, learning_report_bundle
from reports.events import ReportEvent
from reports.views.files import file_answer


def order_and_follow(request, *, kind, key, title):
    """Orders the file and redirects to the progress page."""
    job = actions.order(kind=kind, key=key, title=title, by=request.user, now=timezone.now())
    ring(tasks.sweep_jobs)
    return redirect(job)


@require_POST
def order_bundle(request, year):
    require(request.user, "impacttool.manage_rounds")
    round_ = get_object_or_404(Round.objects.closed(), year=year)
    return order_and_follow(request, kind=bundle.KIND, key=str(year), title=bundle.title_of(round_))


@require_POST
def order_learning_reports(request, year):
    require(request.user, "impacttool.manage_rounds")
    round_ = get_object_or_404(Round.objects.closed(), year=year)
    title = learning_report_bundle.title_of(round_)
    return order_and_follow(request, kind=learning_report_bundle.KIND, key=str(year), title=title)


@require_safe
def list_jobs(request):
    return render(request, "reports/document_job_list.html", {"jobs": queries.jobs_of(request.user)})


def _own_job(request, pk):
    return get_object_or_404(queries.own_jobs(request.user), pk=pk)


@require_safe
def show_job(request, pk):
    job = _own_job(request, pk)
    progress = queries.progress_of(job, now=timezone.now())
    context = {"job": job, "progress": progress, "days": Job.KEPT_FOR.days}
    return render(request, "reports/document_job_detail.html", context)


@require_safe
def show_job_progress(request, pk):
    return JsonResponse(queries.progress_of(_own_job(request, pk), now=timezone.now()))


@require_POST
def stop_job(request, pk):
    job = _own_job(request, pk)
    if actions.stop(job=job, now=timezone.now()):
        messages.success(request, _("Gestopt. Er is niets bewaard."))
    else:
        messages.info(request, _("Dit was al klaar of al gestopt."))
    return redirect(job)


@require_safe
def download_job(request, pk):
    """The file, for the user who ordered it and only while this person may still make it. It holds data of all deals,
    so it requires a recent login, like every export."""
    job = get_object_or_404(queries.own_jobs(request.user).defer(None), pk=pk)
    if not job.has_file:
        raise Http404
    require(request.user, KINDS[job.kind].permission)
    try:
        require_recent_login(request)
    except ReauthenticationRequired:
        # The password page redirects to a page: after a download the reader would be left on it.
        return redirect(reverse("account_reauthenticate", query={"next": job.get_absolute_url()}))
    try:
        content = actions.content_of(job)
    except actions.FileGone:
        raise Http404 from None
    subject = Subject("order", str(job.pk), job.title)
    record_event(ReportEvent.FILE_FETCHED, by=request.user, subject=subject)
    return file_answer(content, name=job.file_name, content_type=job.content_type)
