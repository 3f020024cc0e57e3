import pytest

from foundation.pasted import read_pasted

PIET = "p.jansen@gemeente.nl"
CLEAR = {
    f"'{PIET}' <{PIET}>": [("", PIET)],
    f"Jansen, Piet (Gemeente Zeist) <{PIET}>; de Vries, Anna <a@x.nl>": [
        ("Jansen, Piet (Gemeente Zeist)", PIET),
        ("de Vries, Anna", "a@x.nl"),
    ],
    f'"Last, First (Org)" <{PIET}>, "Berg, van den, J." <b@x.nl>': [
        ("Last, First (Org)", PIET),
        ("Berg, van den, J.", "b@x.nl"),
    ],
    f'"Jansen; Piet" <{PIET}>': [("Jansen; Piet", PIET)],
    f"Piet Jansen\t{PIET}\nAnna de Vries\ta@x.nl": [("Piet Jansen", PIET), ("Anna de Vries", "a@x.nl")],
    f"Naam\tE-mailadres\nPiet Jansen\t{PIET}": [("Piet Jansen", PIET)],
    f"Gemeente Zeist\tPiet Jansen\t{PIET}": [("Piet Jansen", PIET)],
    f"Gemeente Zeist; Piet Jansen; {PIET}": [("Piet Jansen", PIET)],
    f"{PIET}\tPiet Jansen": [("Piet Jansen", PIET)],
    f"mailto:{PIET}": [("", PIET)],
    f"{PIET}<mailto:{PIET}>": [("", PIET)],
    f"{PIET} a@x.nl": [("", PIET), ("", "a@x.nl")],
    f"<{PIET}>": [("", PIET)],
    f"{PIET}.": [("", PIET)],
    f"\u200b{PIET}\u00a0": [("", PIET)],
    f"Aan: Piet Jansen <{PIET}>": [("Piet Jansen", PIET)],
    f"Piet Jansen - BZK/DGOB <{PIET}>": [("Piet Jansen - BZK/DGOB", PIET)],
    f"Piet Jansen @ BZK <{PIET}>": [("Piet Jansen @ BZK", PIET)],
    f"{PIET} (Piet)": [("Piet", PIET)],
    f"Piet Jansen ({PIET})": [("Piet Jansen", PIET)],
    f"1. {PIET}\r\n• a@x.nl": [("", PIET), ("", "a@x.nl")],
    "Bo O’Neil <b.o'neil@x.nl>": [("Bo O’Neil", "b.o'neil@x.nl")],
    "a@x.nl, Piet Jansen <b@x.nl>, c@x.nl": [("", "a@x.nl"), ("Piet Jansen", "b@x.nl"), ("", "c@x.nl")],
    "a@x.nl\x0bb@x.nl": [("", "a@x.nl"), ("", "b@x.nl")],
}


@pytest.mark.parametrize("text", CLEAR, ids=range(len(CLEAR)))
def test_what_is_clear_is_read(text):
    assert [(one.name, one.email) for one in read_pasted(text)] == CLEAR[text]
    assert not any(one.problem for one in read_pasted(text))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("kapot", "no_address"),
        ("piet@utrecht_oost.nl", "no_address"),
        ("Piet <jan.@x.nl>", "no_address"),
        ("anna@x.nl <piet@x.nl>", "two_addresses"),
        ("Zie http://kwaad.nl <a@x.nl>", "strange_name"),
        ("Win op www.kwaad.nl <a@x.nl>", "strange_name"),
        (f"{'n' * 201} <a@x.nl>", "strange_name"),
    ],
)
def test_what_is_not_clear_is_asked(text, problem):
    (line,) = read_pasted(text)
    assert (line.problem, line.email) == (problem, "")
    assert line.text


def test_only_what_is_not_clear_of_a_line_is_asked_and_lines_are_counted():
    lines = read_pasted("\n;;, \nkapot, a@x.nl")
    assert [(one.number, one.text, one.problem) for one in lines] == [
        (3, "kapot", "no_address"),
        (3, "kapot, a@x.nl", ""),
    ]
