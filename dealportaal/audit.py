"""Counts every API call in a log that staff can read."""

from allauth.account.adapter import get_adapter
from django.utils import timezone
from django.utils.encoding import escape_uri_path

from partners.api_log import record_call

API = "/api/v"


def api_calls(get_response):
    """Counts refusals too, with the key that was refused. A call that cannot be recorded gets no answer."""

    def middleware(request):
        response = get_response(request)
        if request.path.startswith(API):
            now = timezone.now()
            record_call(
                token=getattr(request, "auth", None) or getattr(request, "refused_token", None),
                user=getattr(request, "user", None),
                method=request.method,
                address=escape_uri_path(request.path),
                sender=get_adapter().get_client_ip(request),
                status=response.status_code,
                now=now,
                day=timezone.localtime(now).date(),
            )
        return response

    return middleware
