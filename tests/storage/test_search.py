"""Folding and sorting in the short way for plain names, and in the long way for all others: the same."""

import string

from hypothesis import given
from hypothesis import strategies as st

from evenhand.storage.search import fold, sort_key

PLAIN = st.text(string.ascii_letters + string.digits + string.punctuation + " ", max_size=30)


@given(PLAIN)
def test_a_plain_name_is_folded_as_beside_a_foreign_word(name: str) -> None:
    assert fold(f"ա {name} ա") == " ".join(("ա", *fold(name).split(), "ա"))


@given(PLAIN)
def test_a_plain_name_is_sorted_as_between_foreign_letters(name: str) -> None:
    within, _nul, _name = sort_key(f"ж{name}ж").partition(b"\0")
    edge = sort_key("ж").partition(b"\0")[0]
    assert within.startswith(edge)
    alone, _nul, _name = sort_key(name).partition(b"\0")
    assert within[len(edge) : -len(edge)].strip(b"\x01") == alone
