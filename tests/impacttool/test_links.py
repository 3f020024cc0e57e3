import hashlib
import re

import pytest

from impacttool.links import derive_token, invitation_hash, response_hash

NONCE = bytes(range(32))


def test_same_input_same_token_of_256_bits():
    token = derive_token("geheim", NONCE)
    assert token == derive_token(b"geheim", NONCE)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)


def test_a_token_once_mailed_stays_valid_in_the_next_release():
    assert derive_token("geheim", NONCE) == "YrgPIFGMf3UJID_PnWje_CJ5kThx6PVR4Bhrxt54yg4"


def test_other_secret_or_other_nonce_gives_another_token():
    assert len({derive_token("a", NONCE), derive_token("b", NONCE), derive_token("a", NONCE[::-1])}) == 3


@pytest.mark.parametrize("nonce", [b"", b"x" * 31])
def test_no_token_without_a_whole_nonce(nonce):
    with pytest.raises(ValueError, match="nonce"):
        derive_token("geheim", nonce)


@pytest.mark.parametrize("secret", ["", b""])
def test_no_token_without_a_secret(secret):
    with pytest.raises(ValueError, match="secret"):
        derive_token(secret, NONCE)


def test_the_two_hashes_of_one_token_differ_and_are_not_the_bare_hash():
    bare = hashlib.sha256(b"token").hexdigest()
    assert len({invitation_hash("token"), response_hash("token"), bare}) == 3
    assert len(invitation_hash("token")) == 64
