"""Delivers mails over one SMTP connection. For a mail that is not accepted it says why, and whether the
mail or the server is at fault."""

import re
import smtplib
import socket
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, TypeAlias, cast

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.core.mail.message import sanitize_address
from django.utils.translation import gettext as _

DOT_AT_THE_START = re.compile(rb"^\.", re.MULTILINE)
Answer: TypeAlias = tuple[int, bytes | None]


class NotTaken(Exception):
    """`reason` in plain Dutch, without an address. `may_pass`: worth a retry. `is_server`: affects every
    mail. `is_busy`: the server accepts no more now, such as too many connections. `of_server`: the reason
    to show for the server, when it differs."""

    def __init__(
        self, reason: str, *, may_pass: bool, is_server: bool, is_busy: bool = False, of_server: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason, self.may_pass, self.is_server, self.is_busy = reason, may_pass, is_server, is_busy
        self.of_server = of_server or reason


class Postman:
    """One connection, opened at the first mail and reused. Not thread-safe."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def deliver(self, email: EmailMessage, *, sender: str) -> None:
        """Returns once the server accepted the mail. Raises NotTaken. `sender`: the address for bounces."""
        is_used = self._backend is not None
        try:
            self._hand_over(email, sender)
        except _Gone as gone:
            self.close()
            if not is_used:
                raise gone.fault from gone
            # A server may close a connection that was used before: that says nothing about this mail.
            self._once_more(email, sender)

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            _shut(backend)

    def _once_more(self, email: EmailMessage, sender: str) -> None:
        try:
            self._hand_over(email, sender)
        except _Gone as gone:
            self.close()
            raise gone.fault from gone

    def _hand_over(self, email: EmailMessage, sender: str) -> None:
        backend = self._opened()
        if not isinstance(backend, SmtpBackend):
            _by_other_backend(backend, email)
            return
        connection = cast("smtplib.SMTP", backend.connection)
        try:
            _transaction(connection, email, sender)
        except NotTaken:
            self._reset(connection)
            raise

    def _opened(self) -> BaseEmailBackend:
        if self._backend is None:
            backend: BaseEmailBackend = mail.get_connection(fail_silently=False)
            try:
                backend.open()
            except (OSError, UnicodeError) as error:
                _shut(backend)
                raise _cannot_open(error) from error
            self._backend = backend
        return self._backend

    def _reset(self, connection: smtplib.SMTP) -> None:
        """Resets the connection for the next mail; one that does not answer is not reused."""
        try:
            connection.rset()
        except OSError:
            self.close()


def _shut(backend: BaseEmailBackend) -> None:
    try:
        backend.close()
    except OSError:
        return


class _Gone(Exception):
    """The connection broke before the mail was handed over."""

    def __init__(self, fault: NotTaken) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def _by_other_backend(backend: BaseEmailBackend, email: EmailMessage) -> None:
    """The file backend of the demo and the memory backend of the tests."""
    email.connection = backend
    try:
        email.send()
    except OSError as error:
        raise NotTaken(_("De mail kon niet worden weggeschreven."), may_pass=True, is_server=True) from error


def _transaction(connection: smtplib.SMTP, email: EmailMessage, sender: str) -> None:
    message: Any = email.message()  # Django's own class: `as_bytes` takes line endings
    body = DOT_AT_THE_START.sub(b"..", message.as_bytes(linesep="\r\n"))
    try:
        connection.ehlo_or_helo_if_needed()
        _check(connection.mail(sender), _of_sender)
        for recipient in email.recipients():
            _check(connection.rcpt(_plain_address(recipient)), _of_recipient)
        _check(connection.docmd("DATA"), _of_text, expected=3)
    except OSError as error:
        raise _Gone(_server_fault(error)) from error
    try:
        connection.send(body if body.endswith(b"\r\n") else body + b"\r\n")
        connection.send(b".\r\n")
        answer = connection.getreply()
    except OSError as error:
        reason = _("Onbekend of deze mail is aangekomen.")
        connection.close()
        # Not retried, and the others pause too: a server that does this to one does it to all.
        raise NotTaken(
            reason, may_pass=False, is_server=True, of_server=_server_fault(error).reason
        ) from error
    _check(answer, _of_text)


def _plain_address(recipient: str) -> str:
    """The address for SMTP: international domains in IDNA."""
    try:
        return parseaddr(sanitize_address(recipient, "utf-8"))[1]
    except (UnicodeError, ValueError) as error:
        reason = _("Dit e-mailadres is niet goed geschreven.")
        raise NotTaken(reason, may_pass=False, is_server=False) from error


def _check(answer: Answer, fault_of: Callable[[int, bytes], NotTaken], *, expected: int = 2) -> None:
    code, text = answer
    if code // 100 == expected:
        return
    if code == 421 or code < 400:
        reason = _("De mailserver verbrak de verbinding.")
        raise _Gone(NotTaken(reason, may_pass=True, is_server=True, is_busy=code == 421))
    raise fault_of(code, bytes(text or b""))


def _cannot_open(error: Exception) -> NotTaken:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        if error.smtp_code < 500:
            return _busy()
        # The portal's own login failed: no address is wrong, and it works again once that is fixed.
        reason = _("De mailserver weigert de aanmelding van het portaal.")
        return NotTaken(reason, may_pass=True, is_server=True)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code < 500:
        return _busy()
    return _server_fault(error)


def _busy() -> NotTaken:
    reason = _("De mailserver neemt nu even geen mail aan.")
    return NotTaken(reason, may_pass=True, is_server=True, is_busy=True)


def _server_fault(error: Exception) -> NotTaken:
    if isinstance(error, socket.gaierror | UnicodeError):
        reason = _("Het adres van de mailserver is niet gevonden.")
    elif isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        reason = _("De mailserver antwoordde niet op tijd.")
    else:
        reason = _("De mailserver was niet bereikbaar.")
    return NotTaken(reason, may_pass=True, is_server=True)


def _of_sender(code: int, text: bytes) -> NotTaken:
    if code < 500:
        return _busy()
    return NotTaken(_("De mailserver weigert de afzender van het portaal."), may_pass=True, is_server=True)


def _of_recipient(code: int, text: bytes) -> NotTaken:
    if code < 500:
        reason = _("De mailserver vroeg om het later opnieuw te proberen.")
        return NotTaken(reason, may_pass=True, is_server=False)
    if b"5.2.2" in text:
        reason = _("De mailbox van dit adres is vol.")
    elif b"5.7." in text:
        reason = _("De mailserver mag geen mail naar dit adres brengen.")
    else:
        reason = _("De mailserver kent dit adres niet of weigert het.")
    return NotTaken(reason, may_pass=False, is_server=False)


def _of_text(code: int, text: bytes) -> NotTaken:
    if code < 500:
        reason = _("De mailserver vroeg om het later opnieuw te proberen.")
        return NotTaken(reason, may_pass=True, is_server=False)
    return NotTaken(_("De mailserver heeft de mail geweigerd."), may_pass=False, is_server=False)
