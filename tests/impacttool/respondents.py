"""A round that is open, with links, for the tests of the respondent's pages."""

import re
from datetime import UTC, datetime, timedelta

from django.test import Client

from impacttool.models import Response
from impacttool.queries.invitations import token_of
from impacttool.queries.questionnaires import questionnaire_of
from tests import factories

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHAPE = (2, 1, 1, 2, 3, 2, 1, 2)


def open_survey(shape=(2, 1), **round_fields):
    round_ = factories.round_(
        instrument=factories.instrument(shape), opens_at=NOW - timedelta(days=30), **round_fields
    )
    return factories.survey(round=round_, deal=factories.deal(name="Energieke Wijken"))


def invite(survey, **fields):
    """An invitation whose link works."""
    from impacttool import links

    invitation = factories.invitation(survey=survey, **fields)
    invitation.token_hash = links.invitation_hash(token_of(invitation))
    invitation.save(update_fields=["token_hash"])
    return invitation


class Respondent:
    """Somebody with a browser who opened the own link."""

    def __init__(self, invitation, *, opens=True, **client_options):
        self.client = Client(**client_options)
        self.invitation = invitation
        self.token = token_of(invitation)
        self.base = f"/invullen/{invitation.public_id}/"
        self.questionnaire = questionnaire_of(invitation.survey.instrument)
        self.ticket, self.number = "", 0
        if opens:
            self.opened = self.client.get(f"/u/{self.token}/")

    @property
    def items(self):
        return self.questionnaire.items

    def fields(self, *scores):
        return {item.field: str(score) for item, score in zip(self.items, scores, strict=False)}

    def get(self, page="", **options):
        return self.client.get(self.base + page, **options)

    def post(self, page="", data=None, **options):
        return self.client.post(self.base + page, data or {}, **options)

    def look(self):
        """Opens the form: what is tapped and sent from now on has the order of this page, as in a browser."""
        page = self.get().content.decode()
        self.ticket, self.number = re.search(r'name="stand" value="([^"]+)"', page)[1], 0
        return self

    def order(self, *, is_tap):
        """As the form and its script send it; nothing for whoever sends without having looked."""
        self.number += is_tap
        if not self.ticket:
            return {}
        return {"stand": self.ticket} | ({"volg": str(self.number)} if is_tap else {})

    def tap(self, *scores, **order):
        return self.post("opslaan/", self.fields(*scores) | (order or self.order(is_tap=True)))

    def send(self, *scores, **extra):
        return self.post("", self.fields(*scores) | self.order(is_tap=False) | extra)

    def stored(self):
        """{statement id: score} of every response in this survey; [] when there is none."""
        responses = Response.objects.filter(survey=self.invitation.survey)
        return [dict(response.answers.values_list("statement", "score")) for response in responses]
