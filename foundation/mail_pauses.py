"""When to retry a mail that was not accepted. Pure: time is a parameter."""

from datetime import timedelta

TRIED_FOR = timedelta(days=2)
# Minutes after the first, second ... attempt; the last one repeats. Greylisting asks for about five.
OF_A_MAIL = (1, 2, 5, 10, 20, 40, 60, 120)
OF_THE_SERVER = (0, 1, 1, 2, 5, 10, 15)
FAULTS_UNTIL_AWAY = 2


def of_mail(attempts: int) -> timedelta:
    """The pause after this many attempts (1 or more)."""
    return _pause(OF_A_MAIL, attempts)


def of_server(faults: int) -> timedelta:
    """How long to leave the server alone after this many consecutive faults (1 or more)."""
    return _pause(OF_THE_SERVER, faults)


def _pause(minutes: tuple[int, ...], number: int) -> timedelta:
    return timedelta(minutes=minutes[min(number, len(minutes)) - 1])
