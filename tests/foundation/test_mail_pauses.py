"""Pauses grow, and stay."""

from datetime import timedelta

from foundation import mail_pauses


def test_the_pause_of_a_mail_grows_to_two_hours():
    minutes = [mail_pauses.of_mail(number) // timedelta(minutes=1) for number in range(1, 11)]
    assert minutes == [1, 2, 5, 10, 20, 40, 60, 120, 120, 120]


def test_the_server_is_asked_at_least_every_quarter_of_an_hour():
    minutes = [mail_pauses.of_server(number) // timedelta(minutes=1) for number in (1, 2, 3, 4, 5, 6, 7, 99)]
    assert minutes == [0, 1, 1, 2, 5, 10, 15, 15]
