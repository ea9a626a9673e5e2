"""Whose file it is, by what only that program writes."""

from pathlib import Path

import pytest

from evenhand.exchange import programs


@pytest.mark.parametrize(
    ("headers", "program"),
    [
        (("First Name", "Phone 1 - Value", "E-mail 1 - Value", "Labels"), "Google Contacts"),
        (("Name", "Group Membership", "E-mail 1 - Value"), "Google Contacts"),
        (("First Name", "E-mail Address", "Business Phone", "Business Street"), "Outlook"),
        (("Имя", "Адрес эл. почты", "Рабочий телефон"), "Outlook"),
        (("Client Name", "Contact First Name"), "Invoice Ninja"),
        (("Name", "Phone", "Labels"), ""),
        ((), ""),
    ],
)
def test_a_table_is_known_by_its_headings(headers: tuple[str, ...], program: str) -> None:
    assert programs.wrote_table(headers) == program


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14.1//EN\r\n", "Apple Contacts"),
        ("BEGIN:VCARD\nprodid;x=1:-//Microsoft Corporation//Outlook 16.0//EN\n", "Outlook"),
        ("BEGIN:VCARD\nNOTE:PRODID of Apple\nEND:VCARD\n", ""),
        ("", ""),
    ],
)
def test_address_cards_name_their_maker(tmp_path: Path, text: str, program: str) -> None:
    (tmp_path / "people.vcf").write_text(text, "utf-8", newline="")
    assert programs.wrote_cards(tmp_path / "people.vcf") == program
