"""What other mail servers send back, written as they write it."""

REPORT = """Return-Path: <>
From: MAILER-DAEMON@mx.voorbeeld.invalid
To: {to}
Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

This is the mail system at mx.voorbeeld.invalid.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.voorbeeld.invalid

Final-Recipient: rfc822; piet@voorbeeld.invalid
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--grens
Content-Type: message/rfc822

Message-ID: {message_id}
From: portaal@voorbeeld.invalid
To: piet@voorbeeld.invalid
Subject: Hoe gaat het?

Tekst
--grens--
"""
OUT_OF_OFFICE = """From: piet@voorbeeld.invalid
To: {to}
Subject: Afwezig: Hoe gaat het?
Auto-Submitted: auto-replied
In-Reply-To: {message_id}

Ik ben tot maandag afwezig.
"""


def report(*, to="portaal@voorbeeld.invalid", message_id="<anders@elders>", failed=True):
    facts = {
        "action": "failed" if failed else "delayed",
        "status": "5.1.1" if failed else "4.4.1",
        "subject": "Undelivered Mail Returned to Sender" if failed else "Delayed Mail",
    }
    return REPORT.format(to=to, message_id=message_id, **facts).encode()


def out_of_office(*, to, message_id):
    return OUT_OF_OFFICE.format(to=to, message_id=message_id).encode()
