"""Duplicate messages. A message only says that there is work; the rows in the database say which.

So while one is waiting, a second with the same content adds nothing. Without this, a worker that was busy for
minutes would find every sweep of those minutes in its queue.
"""

import hashlib


def mark_of(message):
    """Equal for messages with the same task and arguments; None for anything that is not a plain task."""
    headers = message.get("headers") or {}
    if "task" not in headers or headers.get("eta") or headers.get("retries"):
        return None
    asked = f"{headers['task']}\n{message.get('body')}"
    return hashlib.sha256(asked.encode()).hexdigest()[:32]
