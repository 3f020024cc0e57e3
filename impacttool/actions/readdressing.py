"""An invitation moves to another address: a new link, the old one stops, and submitted answers count once."""

from foundation.models import OutgoingMail
from impacttool import links
from impacttool.actions import messages
from impacttool.models import Response
from impacttool.models.invitation import new_nonce
from impacttool.queries.invitations import token_of


def readdress(invitation, email, *, now):
    """The caller locks the invitation and sends the mail with the new link; it is saved here."""
    old = token_of(invitation)
    messages.take_back(invitation)
    invitation.messages.filter(mail__state=OutgoingMail.State.WAITING).delete()
    invitation.email, invitation.nonce, invitation.moved_at = email, new_nonce(), now
    invitation.token_hash = links.invitation_hash(token_of(invitation))
    invitation.save(update_fields=["email", "nonce", "token_hash", "moved_at"])
    _keep_what_was_sent(old, token_of(invitation))


def _keep_what_was_sent(old, new):
    """Submitted answers keep counting but cannot be read through the new link: otherwise correcting an
    address would reveal another person's answers. The first submission through the new link replaces them.
    A draft is deleted."""
    own = Response.objects.filter(tie_hash=links.response_hash(old))
    own.filter(is_sent=False).delete()
    kept = own.update(tie_hash=links.replaced_hash(new))
    if not kept:
        earlier = Response.objects.filter(tie_hash=links.replaced_hash(old))
        earlier.update(tie_hash=links.replaced_hash(new))
