"""Address cards as telephones and address books write them."""

import time
from base64 import b64encode
from pathlib import Path

import pytest

from evenhand import wording
from evenhand.exchange import cards
from evenhand.exchange.people import BadRow, Person
from evenhand.exchange.refusal import FileRefused
from evenhand.wording.import_refusals import bad_row
from foreign_files import APPLE_3, PHONE_21, V4


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.vcf"


def read(file: Path, content: bytes | str) -> cards.Cards:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return cards.read(file)


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def test_an_old_telephones_card(file: Path) -> None:
    found = read(file, PHONE_21)
    assert found.people == (Person(1, "Анна Соловьёва", phone="+7 900 123-45-67", note="+7 495 555"),)
    assert not found.bad


def test_an_apple_card(file: Path) -> None:
    assert read(file, APPLE_3).people == (
        Person(
            line=1,
            name="Jane Whitcombe",
            company="Merrow, Sons",
            phone="+44 1908 555 017",
            email="jane@example.org",
            address_lines=("Merrow, Sons", "12 Mill Lane", "Flat 2", "Olney", "Bucks", "MK46 4AA"),
            country="GB",
            note="likes tea; and\nlong walks\nold@example.org",
        ),
    )


def test_a_card_of_the_fourth_version(file: Path) -> None:
    (armen,) = read(file, V4).people
    assert (armen.name, armen.phone, armen.email) == ("Արմեն Սարգսյան", "+374-91-1", "armen@example.am")
    assert (armen.address_lines, armen.country, armen.language) == (("Աբովյան 1", "0010 Երևան"), "AM", "hy")


def test_quoted_printable_in_another_encoding_is_read_as_it_says(file: Path) -> None:
    text = card("N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED=EE=E2;=C8=E2=E0=ED")
    assert [one.name for one in read(file, text).people] == ["Иван Иванов"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "utf-16", "utf-8-sig"])
def test_cards_in_another_encoding(file: Path, encoding: str) -> None:
    text = "BEGIN:VCARD\nVERSION:2.1\nN:Соловьёва;Анна\nNOTE:любит чай и долгие прогулки\nEND:VCARD\n"
    assert [one.name for one in read(file, text.encode(encoding)).people] == ["Анна Соловьёва"]


def test_a_firms_card_is_the_firm(file: Path) -> None:
    (firm,) = read(file, card("N:;;;;", "FN:Merrow Ltd", "ORG:Merrow Ltd;", "X-ABShowAs:COMPANY")).people
    assert (firm.name, firm.company, firm.address_lines) == ("Merrow Ltd", "", ())


def test_a_broken_card_is_told_with_its_line_and_the_others_are_read(file: Path) -> None:
    found = read(file, card("FN:Ann") + card("FN:Bob", "this is no line") + card("FN:Eve"))
    assert [one.name for one in found.people] == ["Ann", "Eve"]
    assert found.bad == (BadRow(8, "card_broken"),)


def test_a_last_card_that_is_cut_off_is_told_after_the_good_ones(file: Path) -> None:
    found = read(file, card("FN:Ann") + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo")
    assert [one.name for one in found.people] == ["Ann"]
    assert found.bad == (BadRow(5, "card_cut"),)
    assert bad_row(found.bad[0]).startswith("Line 5: the card that begins here has no end.")


def test_a_card_cut_off_by_the_next_is_told(file: Path) -> None:
    found = read(file, "BEGIN:VCARD\r\nFN:Ann\r\n" + card("FN:Bob"))
    assert [one.name for one in found.people] == ["Bob"]
    assert found.bad == (BadRow(1, "card_cut"),)


def test_lines_between_cards_are_told_once(file: Path) -> None:
    found = read(file, card("FN:Ann") + "FN:lost\r\nTEL:1\r\n" + card("FN:Bob"))
    assert [one.name for one in found.people] == ["Ann", "Bob"]
    assert found.bad == (BadRow(5, "card_broken"),)


def test_a_card_without_a_name_is_told(file: Path) -> None:
    assert read(file, card("TEL:1") + card("FN:Bob")).bad == (BadRow(1, "no_name"),)


@pytest.mark.parametrize(
    "line",
    [
        "N;ENCODING=QUOTED-PRINTABLE;CHARSET=nothing:=D0=A1",
        "N;ENCODING=b:abc",
        "N;CHARSET=UTF-8;QUOTED-PRINTABLE:=D0",
        "N;CHARSET=punycode;QUOTED-PRINTABLE:a-b",
    ],
)
def test_bytes_that_cant_be_read_spoil_only_their_card(file: Path, line: str) -> None:
    found = read(file, card(line) + card("FN:Bob"))
    assert [one.name for one in found.people] == ["Bob"]
    assert [one.reason for one in found.bad] == ["card_broken"]


@pytest.mark.parametrize("between", ["", "\r\n "])
def test_a_picture_of_30_mb_is_passed_over_within_a_second(file: Path, between: str) -> None:
    picture = b64encode(bytes(range(250)) * 90_000).decode()
    step = 74 if between else len(picture)
    folded = between.join(picture[start : start + step] for start in range(0, len(picture), step))
    content = card("FN:Ann", f"item1.PHOTO;ENCODING=b;TYPE=JPEG:{folded}", "TEL:+44 1908 555 017").encode()
    assert len(content) > 30_000_000
    file.write_bytes(content)
    started = time.process_time()
    found = cards.read(file)
    assert time.process_time() - started < 5  # 0.1 to 0.4 on an idle computer
    assert [(one.name, one.phone) for one in found.people] == [("Ann", "+44 1908 555 017")]


def test_a_card_of_more_than_a_million_signs_is_told(file: Path) -> None:
    found = read(file, card("FN:Ann", "NOTE:" + "x" * 1_100_000) + card("FN:Bob"))
    assert [one.name for one in found.people] == ["Bob"]
    assert found.bad == (BadRow(1, "card_too_long"),)


_SOFT_ENDS = "FN;X=" + "a" * 60_000 + ";QUOTED-PRINTABLE:=\r\n" + "=\r\n" * 100_000 + "Eve"
_NUMBERS = "\r\n".join(f"TEL:{number}" for number in range(30_000))


@pytest.mark.parametrize("line", [_SOFT_ENDS, f"FN:Eve\r\n{_NUMBERS}", "FN:Eve\r\nTEL" + ";a" * 490_000 + ":1"])
def test_a_card_made_to_take_hours_is_told_within_a_second(file: Path, line: str) -> None:
    file.write_text(card(line) + card("FN:Bob"), newline="")
    started = time.process_time()
    found = cards.read(file)
    assert time.process_time() - started < 4  # 0.1 to 0.7 on an idle computer
    assert [one.name for one in found.people] == ["Bob"]
    assert len(found.bad) == 1


def test_a_line_that_goes_on_for_ever_is_a_card_too_long_and_the_next_one_is_read(file: Path) -> None:
    found = read(file, card("FN;QUOTED-PRINTABLE:=\r\n" + "abcdef=\r\n" * 150_000 + "=") + card("FN:Bob"))
    assert [one.name for one in found.people] == ["Bob"]
    assert found.bad[0] == BadRow(1, "card_too_long")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"hello\nworld\n", "no_cards"),
        (b"PK\x03\x04", "spreadsheet"),
        (b"\0" * 3000 + b"x", "not_text"),
    ],
)
def test_what_has_no_cards_is_refused_with_a_sentence(file: Path, content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as error:
        read(file, content)
    assert error.value.reason == reason
    assert wording.sentence(error.value).endswith(".")


def test_more_cards_than_a_book_takes_at_once_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cards.MOST == 100_000
    monkeypatch.setattr(cards, "MOST", 50)
    assert len(read(file, card("FN:Ann") * 50).people) == 50
    with pytest.raises(FileRefused, match="too_many_rows"):
        read(file, card("FN:Ann") * 51)
