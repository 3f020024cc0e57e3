from rendering import slide_parts

WIDTHS = (200, 60)


def test_rows_go_on_with_the_next_slide_and_none_is_lost():
    rows = [[f"{number}. naam", "3,8"] for number in range(40)]
    pages = list(slide_parts.row_pages(rows, WIDTHS, 12, 300))
    assert len(pages) > 2 and [row for page in pages for row in page] == rows
    for page in pages:
        assert slide_parts.table_height([["Indicator", "Deze deal"], *page], WIDTHS, 12) <= 300


def test_a_row_that_is_higher_than_a_slide_still_comes():
    assert list(slide_parts.row_pages([["woord " * 999, "1"]], WIDTHS, 12, 300)) == [[["woord " * 999, "1"]]]


def test_text_of_another_script_runs_the_other_way():
    assert slide_parts._direction("123 שלום abc") == ' rtl="1"'
    assert slide_parts._direction("123 abc שלום") == slide_parts._direction("") == ""
