from reports.web_report import origin_words
from reports.web_report import words as report_words
from tests.reports.web_report_figures import figures


def test_a_report_says_which_kind_of_answers_it_is_made_of():
    links = figures(respondents=12, invited=18)
    file = figures(respondents=12, invited=18, is_imported=True)
    assert report_words.response(links) == "12 van 18 genodigden vulden in (67%)"
    assert report_words.response(file) == "12 vragenlijsten, ingelezen uit een bestand"
    assert origin_words.THROUGH_LINKS in report_words.protection_points(links)
    assert origin_words.FROM_A_FILE in report_words.protection_points(file)
    assert not set(report_words.protection_points(file)) & {origin_words.THROUGH_LINKS}


def test_below_the_threshold_the_number_stays_out():
    few = figures(respondents=None, invited=3, is_imported=True)
    assert report_words.response(few) == "minder dan 5 ingevulde vragenlijsten"
