import pytest

from foundation.addresses import NotAnAddress, is_address, mailbox, normal


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("P.Jansen@Gemeente.NL", "p.jansen@gemeente.nl"),
        ("\u200b p.jansen@gemeente.nl\u00a0", "p.jansen@gemeente.nl"),
        ("\ufeffp.jansen@gemeente.nl.", "p.jansen@gemeente.nl"),
        ("<mailto:p.jansen@gemeente.nl>", "p.jansen@gemeente.nl"),
        ("b.o'neil@s-hertogenbosch.nl", "b.o'neil@s-hertogenbosch.nl"),
        ("p.jansen+deal@gemeente.nl", "p.jansen+deal@gemeente.nl"),
        ("info@gemeente-SÚDWEST.nl", "info@gemeente-súdwest.nl"),
        ("info@xn--gemeente-sdwest-cvb.nl", "info@gemeente-súdwest.nl"),
        ("vera@demo.invalid", "vera@demo.invalid"),
    ],
)
def test_an_address_is_written_in_one_way(text, address):
    assert normal(text) == address
    assert normal(address) == address


@pytest.mark.parametrize(
    "text",
    [
        *"jan.@x.nl .jan@x.nl jan..b@x.nl piet@utrecht_oost.nl kapot a@x @x.nl a@localhost a@-x.nl a@1.2.3.4".split(),
        "a b@x.nl",
        "a@x.nl b@x.nl",
        "é@x.nl",
        "",
        "a" * 250 + "@x.nl",
        "a@x.nl\nBcc: b@x.nl",
    ],
)
def test_what_no_mail_can_be_sent_to_is_no_address(text):
    assert not is_address(text)
    with pytest.raises(NotAnAddress):
        normal(text)


def test_one_mailbox_has_several_addresses():
    assert {mailbox(one) for one in ("p@x.nl", "P+deal@X.nl", "p+a+b@x.nl")} == {"p@x.nl"}
    assert mailbox("q@x.nl") != mailbox("p@x.nl")
    assert mailbox("+31@x.nl") == "+31@x.nl"
    assert mailbox(" Kapot ") == "kapot"
