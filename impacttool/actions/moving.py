"""A contact whose address was mended keeps the invitation: a new link, the old one dead (docs/rules.md 5.19)."""

from django.db import transaction
from django.utils import timezone

from foundation.addresses import mailbox
from foundation.models import OutgoingMail
from impacttool import links
from impacttool.actions import messages
from impacttool.actions.invitations import CannotInvite, lock_survey, mail_again, revoke
from impacttool.models import Invitation, Response, Round
from impacttool.models.invitation import new_nonce
from impacttool.queries.invitations import token_of
from partners.actions import write_log


@transaction.atomic
def follow_contact(*, contact, before, by):
    """Called when the address of a contact changed; `before`: the one it was. Returns the invitations that moved."""
    if not contact.email or contact.email.lower() == before.lower():
        return []
    now = timezone.now()
    found = Invitation.objects.filter(contact=contact, revoked_at=None, survey__round__state__in=LIVING)
    moved = []
    for invitation in found.exclude(email=contact.email).select_related("survey").order_by("survey"):
        try:
            lock_survey(invitation.survey, now)
        except CannotInvite:
            continue
        moved += _move(invitation.pk, contact.email, by=by, now=now)
    return moved


LIVING = (Round.State.DRAFT, Round.State.OPEN)


def _move(pk, email, *, by, now):
    """Where the new mailbox has a link already, the old one just stops: one person, one link."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("survey__round", "organisation")
        .get(pk=pk)
    )
    others = invitation.survey.invitations.filter(revoked_at=None).exclude(pk=pk)
    if mailbox(email) in {mailbox(other) for other in others.values_list("email", flat=True)}:
        revoke(invitation, now)
        return []
    old = token_of(invitation)
    messages.take_back(invitation)
    invitation.messages.filter(mail__state=OutgoingMail.State.WAITING).delete()
    invitation.email, invitation.nonce, invitation.moved_at = email, new_nonce(), now
    invitation.token_hash = links.invitation_hash(token_of(invitation))
    invitation.save(update_fields=["email", "nonce", "token_hash", "moved_at"])
    _keep_what_was_sent(old, token_of(invitation))
    messages.post([mail_again(invitation)], now=now, by=by)
    deal = invitation.survey.deal
    label = f"{deal.name} {invitation.survey.round.year}, {invitation.organisation}: adres aangepast"
    write_log(by=by, verb="verplaatste een uitnodiging", subject=deal.log_subject, label=label)
    return [invitation]


def _keep_what_was_sent(old, new):
    """Sent answers count on, but nobody reads them through the new link: whoever mends an address could then read what
    another gave. The first sending through the new link takes their place. A draft goes."""
    own = Response.objects.filter(tie_hash=links.response_hash(old))
    own.filter(is_sent=False).delete()
    kept = own.update(tie_hash=links.replaced_hash(new))
    if not kept:
        earlier = Response.objects.filter(tie_hash=links.replaced_hash(old))
        earlier.update(tie_hash=links.replaced_hash(new))
