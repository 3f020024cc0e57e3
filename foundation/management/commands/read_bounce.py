"""manage.py read_bounce < mail: marks a bounced mail as undeliverable. To be called by the mail server."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from foundation.actions.outbox import take_bounce
from foundation.bounces import MOST_BYTES, bounced_mail


class Command(BaseCommand):
    help = "Reads a mail that came back from standard input and marks what it is about as undeliverable."

    def handle(self, **options: object) -> None:
        """Always exits with success: otherwise the mail server would bounce the bounce."""
        raw = sys.stdin.buffer.read(MOST_BYTES)
        found = bounced_mail(
            raw, bounce_address=settings.MAIL_BOUNCE_ADDRESS, mail_domain=settings.MAIL_DOMAIN
        )
        marked = found is not None and take_bounce(found)
        self.stdout.write("marked as undeliverable" if marked else "not a bounce of a mail that was sent")
