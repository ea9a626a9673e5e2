"""Copies of issued letters outside the book."""

import os
from pathlib import Path

import pytest

from evenhand import actions
from evenhand.domain.records import (
    Case,
    Letter,
    LetterKind,
)
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from tailor import issue, refund


@pytest.fixture
def letter(shop: Book, case: Case) -> Letter:
    refund(shop, case)
    return issue(shop, case, LetterKind.REFUND)


def test_a_copy_is_the_very_bytes_under_a_name_without_the_client(shop: Book, letter: Letter, tmp_path: Path) -> None:
    name = actions.copy_name(shop, letter_id=letter.id)
    assert name == "2026-04-02_R-2026-0001_refund.pdf"
    (tmp_path / name).write_text("an older copy")
    saved = actions.save_copy(shop, letter_id=letter.id, path=tmp_path / name)
    assert saved == tmp_path / name
    assert saved.read_bytes() == shop.letters.pdf(letter.id)
    assert list(tmp_path.iterdir()) == [saved]


def test_a_copy_that_is_open_elsewhere_is_left_alone(
    shop: Book, letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "letter.pdf"
    target.write_text("held by a viewer")
    (tmp_path / "letter (2).pdf").write_text("an older copy")
    replace_file = os.replace

    def held(source: Path, to: Path) -> None:
        if to == target:
            raise PermissionError(13, "held")
        replace_file(source, to)

    monkeypatch.setattr(os, "replace", held)
    saved = actions.save_copy(shop, letter_id=letter.id, path=target)
    assert saved.name == "letter (3).pdf"
    assert (target.read_text(), (tmp_path / "letter (2).pdf").read_text()) == ("held by a viewer", "an older copy")
    assert saved.read_bytes() == shop.letters.pdf(letter.id)


def test_a_copy_that_can_not_be_written_names_the_place_and_leaves_nothing(
    shop: Book, letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StorageFailed) as failed:
        actions.save_copy(shop, letter_id=letter.id, path=tmp_path / "gone" / "letter.pdf")
    assert failed.value.path == tmp_path / "gone" / "letter.pdf"

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed) as failed:
        actions.save_copy(shop, letter_id=letter.id, path=tmp_path / "letter.pdf")
    assert failed.value.reason == "disk_full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["gone", "taken/below"])
def test_a_copy_into_a_folder_that_is_not_there_says_so(shop: Book, case: Case, tmp_path: Path, folder: str) -> None:
    (tmp_path / "taken").write_text("a file")
    refund(shop, case)
    letter = issue(shop, case, LetterKind.REFUND)
    with pytest.raises(StorageFailed, match="no_folder"):
        actions.save_copy(shop, letter_id=letter.id, path=tmp_path / folder / "letter.pdf")
