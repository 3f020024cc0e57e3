from foundation.newlines import one_newline


def test_every_way_to_end_a_line_is_one():
    assert one_newline("a\r\nb\rc\nd\r\n") == "a\nb\nc\nd\n"
