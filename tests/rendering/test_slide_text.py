from hypothesis import given, settings
from hypothesis import strategies as st

from rendering import slide_text
from rendering.slide_text import Paragraph

WIDTH, ROOM, SIZE = 400, 200, 18


def split(*texts, room=ROOM):
    return slide_text.pages([Paragraph(text) for text in texts], WIDTH, room, SIZE, later=(WIDTH, ROOM))


def squeezed(text):
    return "".join(text.split())


@settings(deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6))
def test_nothing_is_lost_and_nothing_overflows(texts):
    pages = split(*texts)
    kept = "".join(paragraph.text for page in pages for paragraph in page)
    assert squeezed(kept) == squeezed("".join(slide_text.plain(text) for text in texts))
    for page in pages:
        lines = [line for paragraph in page for line in slide_text.lines(paragraph.text, WIDTH, SIZE)]
        assert slide_text.height(len(lines), SIZE) <= ROOM
        assert all(slide_text._width(line.replace("\0", ""), SIZE) <= WIDTH + SIZE for line in lines)


def test_a_paragraph_that_fits_on_the_next_slide_stays_whole():
    fits = next(
        text for n in range(99) if len(slide_text.lines(text := ("woord " * n).strip(), WIDTH, SIZE)) == 8
    )
    pages = split("kort", fits)
    assert [len(page) for page in pages] == [1, 1]
    assert pages[1][0].text == fits and pages[1][0].bullet


def test_what_goes_on_has_no_second_bullet():
    pages = split("woord " * 400)
    assert len(pages) > 2
    assert [page[0].bullet for page in pages] == [True, *[False] * (len(pages) - 1)]


def test_a_word_of_ten_thousand_letters_is_broken_and_whole_again():
    pages = split("#" * 10_000)
    assert "".join(page[0].text for page in pages) == "#" * 10_000


def test_a_long_title_gets_smaller_letters():
    sizes = (28, 20, 14)
    assert slide_text.fitting_size("Kort", 400, 40, sizes) == 28
    assert slide_text.fitting_size("woord " * 9, 400, 60, sizes) == 20
    assert slide_text.fitting_size("woord " * 99, 400, 40, sizes) == 14


def test_characters_that_a_file_cannot_hold_go():
    assert slide_text.plain("a\x07b\ud800c\n d") == "abc d"


def test_a_mark_that_turns_the_text_after_it_is_left_out():
    assert slide_text.plain("voor \u202eachter\u202c \u2067en\u2069 verder") == "voor achter en verder"


def test_signs_have_room_in_a_wider_letter_than_ours():
    """In DejaVu Sans, the widest that a program takes when it lacks Fira Sans, # is 0.84 of its size."""
    for sign in "#+<=>~%@&":
        assert slide_text._width(sign * 100, SIZE) >= 0.838 * 100 * SIZE
