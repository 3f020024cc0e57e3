"""The link in the daily overview with which its reader stops it, without logging in."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from partners.models import User

STOP_WITHIN = timedelta(days=90)
_signer = TimestampSigner(sep="~", salt="partners.stop-digest")


def stop_token(user):
    """A token to stop the daily overview, valid for STOP_WITHIN."""
    return _signer.sign(user.pk)


def reader_of(token):
    """The user of a token. Raises SignatureExpired, or BadSignature for anything the portal did not sign."""
    reader = User.objects.filter(pk=_signer.unsign(token, max_age=STOP_WITHIN)).first()
    if reader is None:
        raise BadSignature
    return reader
