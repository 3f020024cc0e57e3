"""A file is saved under its name and kept by nobody in between."""

from reports.views.files import CONTENT_TYPES, file_answer


def test_a_file_has_its_name_and_type_and_is_kept_by_no_proxy():
    answer = file_answer(b"%PDF", name="rapport.pdf", content_type=CONTENT_TYPES["pdf"])
    assert (answer.content, answer["Content-Type"]) == (b"%PDF", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
