"""A word in a table stays a word, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.exchange.formulas import FIRST, guarded, unguarded


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", "\n=1", "'=1", "''+x", "=", "-", "+ 7"]
)
def test_what_a_spreadsheet_would_count_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "Anna", "O'Neil", "'quoted'", "+7 900 123-45-67", "+44 (20) 7946/0000", "-12.50", "-3", "a=b", "(=1)"]
)
def test_words_numbers_and_telephone_numbers_are_left_as_they_are(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text() | st.text(st.sampled_from("'=+-@\t\r\n1 a")))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_no_cell_begins_with_a_formula_but_a_number_or_a_telephone_number(text: str) -> None:
    cell = guarded(text)
    assert cell[0] not in FIRST.replace("'", "") or set(cell[1:]) <= set("0123456789 ()./-,")
