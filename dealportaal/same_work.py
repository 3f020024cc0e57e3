"""Messages that ask the same thing.

A message only says that there is work: the rows in the database say which. So while one waits, a second that asks the
same adds nothing. Without this a worker that is busy for minutes finds every sweep of those minutes in its queue.
"""

import hashlib


def mark_of(message):
    """The same for messages that ask the same task the same thing; None of what is no plain task."""
    headers = message.get("headers") or {}
    if "task" not in headers or headers.get("eta") or headers.get("retries"):
        return None
    asked = f"{headers['task']}\n{message.get('body')}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]
