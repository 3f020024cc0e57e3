"""The state of a round's mails, in counts. Nothing about reminders that reveals who had answered
(docs/rules.md 5.7)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Max

from foundation.models import MailServer, OutgoingMail
from impacttool.disclosure import publishable_count
from impacttool.models import Message

State = OutgoingMail.State
PREFIX = "impact."
REMINDER = PREFIX + Message.Kind.REMINDER


@dataclass(frozen=True)
class RoundMails:
    """`states`: [(in words, number)]; `reasons`: [(in words, number)] of mails that did not arrive, or not yet.

    `lost`: how many can be sent again at once, without reminders. For reminders a number is None for fewer than 5.
    """

    states: list
    reasons: list
    lost: int
    reminders: int
    reminders_waiting: int | None
    reminders_lost: int | None
    reminder_reasons: list
    server: MailServer | None

    @property
    def total(self):
        return sum(number for _label, number in self.states)

    @property
    def may_go_again(self):
        return bool(self.lost) or self.reminders_lost != 0


def _few_or(number):
    return publishable_count(number) if number else 0


def mails_of(round_):
    return OutgoingMail.objects.filter(kind__startswith=PREFIX, payload__round=round_.pk)


def current_mails(round_):
    """The newest mail of each kind for each link: it supersedes earlier failures."""
    messages = Message.objects.filter(
        invitation__survey__round=round_, invitation__revoked_at=None
    ).order_by()
    newest = messages.values("invitation", "kind").annotate(last=Max("mail"))
    return mails_of(round_).filter(pk__in=newest.values("last"))


def lost_mails(round_):
    return current_mails(round_).filter(state=State.FAILED)


def round_mails(round_):
    """Two queries."""
    rows = list(current_mails(round_).values_list("kind", "state", "reason"))
    ordinary = [(state, reason) for kind, state, reason in rows if kind != REMINDER]
    reminders = [(state, reason) for kind, state, reason in rows if kind == REMINDER]
    states = Counter(state for state, _reason in ordinary)
    of_reminders = Counter(state for state, _reason in reminders)
    reasons = Counter(reason for state, reason in ordinary if reason and state != State.SKIPPED)
    return RoundMails(
        states=[(label, states[value]) for value, label in State.choices if states[value]],
        reasons=reasons.most_common(),
        lost=states[State.FAILED],
        reminders=len(reminders),
        reminders_waiting=_few_or(of_reminders[State.WAITING] + of_reminders[State.SENDING]),
        reminders_lost=_few_or(of_reminders[State.FAILED]),
        reminder_reasons=sorted({reason for _state, reason in reminders if reason}),
        server=next((one for one in MailServer.objects.filter(pk=1) if one.is_away), None),
    )
