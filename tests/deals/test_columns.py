"""Which columns there are, and in which order they stand."""

from deals.forms.columns import COLUMNS, ColumnsForm, known_columns


def test_columns_stand_in_the_order_of_the_table_and_unknown_ones_are_left_out():
    assert known_columns(["woorden", "contact", "wachtwoord"]) == ("contact", "woorden")


def test_the_form_offers_all_of_them():
    assert ColumnsForm().fields["kolom"].choices == COLUMNS
