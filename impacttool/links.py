"""The key of a personal link, and the two hashes that tie invitation and answer to it.

The key is derived whenever it is needed and never stored: from the database alone no link can be made, and the two
hashes cannot be laid side by side. At closing nonce and hashes are erased, and nobody can derive the key again.
"""

import base64
import hashlib
import hmac

PURPOSE = b"dealportaal.invitation-link.v1"
NONCE_BYTES = 32  # 256 random bits


def derive_token(secret_key: str | bytes, nonce: bytes, *, purpose: bytes = PURPOSE) -> str:
    """43 characters that are safe in an address. Raises ValueError without a whole nonce, as after closing.

    `purpose` keeps the links of one kind apart from those of another.
    """
    secret = secret_key.encode() if isinstance(secret_key, str) else secret_key
    if not secret:
        raise ValueError("a secret key is needed")
    if len(nonce) < NONCE_BYTES:
        raise ValueError(f"a nonce of {NONCE_BYTES} bytes is needed")
    key = hmac.digest(secret, purpose, hashlib.sha256)
    return base64.urlsafe_b64encode(hmac.digest(key, nonce, hashlib.sha256)).rstrip(b"=").decode()


def invitation_hash(token: str) -> str:
    return _hash("invitation", token)


def response_hash(token: str) -> str:
    return _hash("response", token)


def replaced_hash(token: str) -> str:
    """Of what was sent through an earlier link of the same person, until something is sent through this one."""
    return _hash("replaced", token)


def _hash(purpose: str, token: str) -> str:
    return hashlib.sha256(f"{purpose}:{token}".encode()).hexdigest()
