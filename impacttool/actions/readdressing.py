"""An invitation goes to another address: a new link, the old one dead, and what was sent keeps counting once."""

from foundation.models import OutgoingMail
from impacttool import links
from impacttool.actions import messages
from impacttool.models import Response
from impacttool.models.invitation import new_nonce
from impacttool.queries.invitations import token_of


def readdress(invitation, email, *, now):
    """The invitation is held by the caller and saved here; the mail with the new link is the caller's to send."""
    old = token_of(invitation)
    messages.take_back(invitation)
    invitation.messages.filter(mail__state=OutgoingMail.State.WAITING).delete()
    invitation.email, invitation.nonce, invitation.moved_at = email, new_nonce(), now
    invitation.token_hash = links.invitation_hash(token_of(invitation))
    invitation.save(update_fields=["email", "nonce", "token_hash", "moved_at"])
    _keep_what_was_sent(old, token_of(invitation))


def _keep_what_was_sent(old, new):
    """Sent answers count on, but nobody reads them through the new link: whoever mends an address could then read what
    another gave. The first sending through the new link takes their place. A draft goes."""
    own = Response.objects.filter(tie_hash=links.response_hash(old))
    own.filter(is_sent=False).delete()
    kept = own.update(tie_hash=links.replaced_hash(new))
    if not kept:
        earlier = Response.objects.filter(tie_hash=links.replaced_hash(old))
        earlier.update(tie_hash=links.replaced_hash(new))
