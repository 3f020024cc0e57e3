"""What closing erases can no longer be read in the files of the database either."""

from pathlib import Path

import pytest
from django.db import connection

from impacttool import links
from impacttool.actions.closing import close_round
from impacttool.models import Invitation, Response
from impacttool.queries.invitations import token_of
from tests import factories


def bytes_on_disk():
    name = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


@pytest.mark.django_db(transaction=True)
def test_no_tie_is_left_in_the_database():
    survey = factories.survey()
    ties = []
    for _number in range(6):
        invitation = factories.invitation(survey=survey)
        token = token_of(invitation)
        own, other = links.invitation_hash(token), links.response_hash(token)
        Invitation.objects.filter(pk=invitation.pk).update(token_hash=own)
        response = factories.response(survey, [4, 4, 1])
        Response.objects.filter(pk=response.pk).update(tie_hash=other)
        ties += [own, other, invitation.nonce, response.key.hex]
    on_file = connection.vendor == "sqlite"
    assert not on_file or all(tie.encode() in bytes_on_disk() for tie in ties)
    close_round(round_=survey.round, by=None, now=factories.NOON)
    if on_file:
        left = bytes_on_disk()
        assert not [tie for tie in ties if tie.encode() in left]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_force_next_flush()")
            cursor.execute(
                "SELECT last_vacuum FROM pg_stat_user_tables WHERE relname = 'impacttool_response'"
            )
            assert cursor.fetchone()[0] is not None
