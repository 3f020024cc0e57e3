"""The key that stops the daily overview says whose it is."""

import pytest
from django.core.signing import BadSignature

from partners import mailing
from tests import factories


@pytest.mark.django_db
def test_the_key_is_of_one_reader_and_of_nobody_who_left():
    reader, other = factories.user(), factories.user()
    token = mailing.stop_token(reader)
    assert mailing.reader_of(token) == reader != other
    reader.delete()
    with pytest.raises(BadSignature):
        mailing.reader_of(token)
