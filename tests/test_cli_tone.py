from pathlib import Path

import pytest

from evenhand import cli


def tone(file: Path, language: str = "en") -> int:
    return cli.run(cli.read(["tone", "--language", language, str(file)]))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return tmp_path / "a letter, Письмо.txt"


def test_each_note_is_a_line_with_its_place_its_kind_and_a_better_sentence(
    letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter.write_text("Dear Priya,\n\nThe zip tore. **We consider\nthe matter** closed.\n", "utf-8")
    assert tone(letter) == 1
    place, _, rest = capsys.readouterr().out.strip().partition(" ")
    assert place == "3:20"
    assert rest.startswith('last_word "consider the matter closed" - ')
    assert rest.endswith(".")


def test_a_day_that_a_better_sentence_needs_is_left_open(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter.write_text("You will have it as soon as possible.", "utf-8")
    assert tone(letter) == 1
    said = capsys.readouterr().out
    assert "…" in said
    assert "{" not in said


def test_a_letter_that_reads_well_says_nothing(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter.write_text("The mistake is mine. On Thursday at 17:00 I will bring you the coat.", "utf-8")
    assert tone(letter) == 0
    assert capsys.readouterr() == ("", "")


def test_a_byte_order_mark_and_windows_line_ends_move_nothing(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter.write_bytes("\ufeffFor the record, it left on time.\r\nFor the record, it did.\r\n".encode())
    assert tone(letter) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1:1", "2:1"]


@pytest.mark.parametrize(
    "raw",
    ["Нам жаль".encode("cp1251"), "Sorry".encode("utf-16"), b"%PDF-1.7\x00\x01\x02", b"text\x00text"],
    ids=["cp1251", "utf-16", "binary", "zero bytes"],
)
def test_another_encoding_or_no_text_gets_one_line_that_says_what_to_do(
    letter: Path, raw: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    letter.write_bytes(raw)
    assert tone(letter) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{letter} is not text in UTF-8. Save the letter as plain text in UTF-8, then try once more.\n"


def test_a_file_that_is_not_there_or_is_a_folder_gets_one_line(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (letter, tmp_path):
        assert tone(file) == 1
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1)
        assert str(file) in told.err


def test_a_language_without_a_phrase_list_is_named_with_those_there_are(
    letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter.write_text("For the record.")
    assert tone(letter, "../en") == 1
    told = capsys.readouterr().err
    assert told.startswith('There is no tone check for "../en". Choose one of: en')
    assert told.count("\n") == 1


def test_the_language_has_to_be_given(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.read(["tone", str(letter)])
    assert ended.value.code == 2
    assert "--language" in capsys.readouterr().err


def test_an_empty_letter_reads_well(letter: Path) -> None:
    letter.write_bytes(b"")
    assert tone(letter) == 0
