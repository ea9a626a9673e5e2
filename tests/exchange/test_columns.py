"""What other programs call a column, and people made of their rows."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.exchange import columns, tables, wordings
from evenhand.exchange.people import BadRow, Field, Person
from evenhand.exchange.refusal import FileRefused

GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Occupation,Notes,Language,Photo,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,"
    "Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Value"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Website 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,"
    "Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home Street 2,Home City,"
    "Home State,Home Postal Code,Home Country/Region,Business Fax,Business Phone,Home Phone,Mobile Phone,"
    "E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes"
)
OUTLOOK_RU = (
    "Обращение,Имя,Отчество,Фамилия,Организация,Отдел,Должность,Улица (раб. адрес),Город (раб. адрес),"
    "Область (раб. адрес),Индекс (раб. адрес),Страна или регион (раб. адрес),Рабочий факс,Рабочий телефон,"
    "Телефон переносной,Адрес эл. почты,Заметки"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def people(file: Path, *lines: str, country: str = "") -> list[Person]:
    found, bad = both(file, *lines, country=country)
    assert not bad
    return found


def both(file: Path, *lines: str, country: str = "") -> tuple[list[Person], list[BadRow]]:
    file.write_text("\n".join(lines), encoding="utf-8")
    table = tables.read(file)
    found, bad = columns.people(table, columns.recognised(table.headers), country=country)
    return list(found), list(bad)


def row(headers: str, **values: str) -> str:
    names = headers.split(",")
    assert set(values) <= set(names), set(values) - set(names)
    return ",".join(values.get(name, "") for name in names)


def test_googles_older_table(file: Path) -> None:
    values = {
        "Name": "Jane Whitcombe", "Given Name": "Jane", "Family Name": "Whitcombe", "Notes": "likes tea",
        "E-mail 1 - Type": "* Home", "E-mail 1 - Value": "jane@example.org ::: j@example.org",
        "Phone 1 - Type": "Mobile", "Phone 1 - Value": "+44 1908 555 017", "Phone 2 - Value": "+44 20 7946 0182",
        "Address 1 - Formatted": "12 Mill Lane", "Address 1 - Street": "12 Mill Lane", "Address 1 - City": "Olney",
        "Address 1 - Region": "Bucks", "Address 1 - Postal Code": "MK46 4AA", "Address 1 - Country": "United Kingdom",
        "Address 1 - Extended Address": "Flat 2", "Organization 1 - Name": "Merrow Ltd",
        "Group Membership": "* myContacts",
    }  # fmt: skip
    (jane,) = people(file, GOOGLE_OLD, row(GOOGLE_OLD, **values))
    assert jane == Person(
        line=2,
        name="Jane Whitcombe",
        company="Merrow Ltd",
        phone="+44 1908 555 017",
        email="jane@example.org",
        address_lines=("Merrow Ltd", "12 Mill Lane", "Flat 2", "Olney", "Bucks", "MK46 4AA"),
        country="GB",
        note="likes tea\n+44 20 7946 0182\nj@example.org",
    )


def test_googles_newer_table(file: Path) -> None:
    values = {
        "First Name": "Ioana", "Last Name": "Popescu", "Name Prefix": "Dna", "Labels": "* myContacts",
        "E-mail 1 - Label": "Home", "E-mail 1 - Value": "ioana@example.ro", "Phone 1 - Value": "+40 21 555 0134",
        "Address 1 - Street": "Str. Lungă 5", "Address 1 - City": "Brașov", "Address 1 - Postal Code": "500035",
        "Address 1 - Country": "România",
    }  # fmt: skip
    (ioana,) = people(file, GOOGLE_NEW, row(GOOGLE_NEW, **values))
    assert (ioana.name, ioana.country) == ("Ioana Popescu", "RO")
    assert ioana.address_lines == ("Str. Lungă 5", "500035 Brașov")


def test_outlooks_table_and_the_home_where_there_is_no_office(file: Path) -> None:
    office = {
        "Title": "Ms", "First Name": "Ann", "Middle Name": "B.", "Last Name": "Lee", "Business Street": "1 Main St",
        "Business City": "Springfield", "Business State": "IL", "Business Postal Code": "62701",
        "Business Country/Region": "United States of America", "Business Fax": "1", "Mobile Phone": "+1 217 555 0100",
        "E-mail Address": "ann@example.com", "E-mail Type": "SMTP", "E-mail Display Name": "Ann Lee",
    }  # fmt: skip
    home = {"First Name": "Bo", "Home Street": "2 Elm St", "Home City": "Reading", "Home Postal Code": "RG1 1AA"}
    ann, bo = people(file, OUTLOOK, row(OUTLOOK, **office), row(OUTLOOK, **home), country="GB")
    assert (ann.name, ann.phone, ann.email) == ("Ann B. Lee", "+1 217 555 0100", "ann@example.com")
    assert (ann.address_lines, ann.country, ann.note) == (("1 Main St", "Springfield, IL 62701"), "US", "")
    assert (bo.address_lines, bo.country) == (("2 Elm St", "Reading", "RG1 1AA"), "")


def test_outlooks_table_in_russian(file: Path) -> None:
    values = {
        "Имя": "Анна", "Отчество": "Петровна", "Фамилия": "Соловьёва", "Организация": "ООО Ателье",
        "Улица (раб. адрес)": "Ленина 5", "Город (раб. адрес)": "Казань", "Индекс (раб. адрес)": "420111",
        "Область (раб. адрес)": "Татарстан", "Страна или регион (раб. адрес)": "Россия",
        "Рабочий телефон": "+7 843 555", "Телефон переносной": "+7 900 123", "Адрес эл. почты": "anna@example.ru",
    }  # fmt: skip
    (anna,) = people(file, OUTLOOK_RU, row(OUTLOOK_RU, **values))
    assert (anna.name, anna.country, anna.note) == ("Анна Петровна Соловьёва", "RU", "+7 900 123")
    assert anna.address_lines == ("ООО Ателье", "Ленина 5", "Казань", "Татарстан", "420111")


@pytest.mark.parametrize(
    ("headers", "values", "expected"),
    [
        (
            "Organization,First Name,Last Name,Email,Phone,Address Line 1,City,Country,Postal Code,Notes",
            "Merrow Ltd,Ellen,Merrow,e@example.org,1,3 High St,Bath,UK,BA1 1AA,",
            ("Ellen Merrow", ("Merrow Ltd", "3 High St", "Bath", "BA1 1AA"), "GB"),
        ),
        (
            "Name,Contact First Name,Contact Last Name,Contact Email,Address1,Address2,City,Postal Code,Country",
            "Merrow Ltd,Ellen,Merrow,e@example.org,3 High St,,Bath,BA1 1AA,United Kingdom",
            ("Ellen Merrow", ("Merrow Ltd", "3 High St", "Bath", "BA1 1AA"), "GB"),
        ),
        (
            "Display Name,Company Name,EmailID,MobilePhone,Billing Address,Billing Street2,Billing City,Billing State,"
            "Billing Country,Billing Code,Currency Code",
            "Jan Kowalski,,j@example.pl,1,Długa 5,,Gdańsk,,Poland,80-001,PLN",
            ("Jan Kowalski", ("Długa 5", "80-001 Gdańsk"), "PL"),
        ),
        (
            "Наименование,ИНН,КПП,Телефон,Юридический адрес,Электронная почта,Комментарий",
            "ООО Ромашка,7701,7701,+7 495,Москва ул. Тверская 1,r@example.ru,",
            ("ООО Ромашка", ("Москва ул. Тверская 1",), ""),
        ),
        (
            "Անուն,Ազգանուն,Հեռախոս,Քաղաք,Երկիր",
            "Արմեն,Սարգսյան,+374 10,Երևան,Հայաստան",
            ("Արմեն Սարգսյան", ("Երևան",), "AM"),
        ),
        (
            "Nume și prenume,Telefon,Adresa,Țara",
            "Ion Țurcanu,1,Chișinău,Republica Moldova",
            ("Ion Țurcanu", ("Chișinău",), "MD"),
        ),
        ("Name,City,Address", "Jane,Bath,3 High St", ("Jane", ("3 High St", "Bath"), "")),
        ("Nume,Localitate", "Ion Țurcanu,Orhei", ("Ion Țurcanu", ("Orhei",), "")),
        ("Имя,Телефон", "Анна,1", ("Анна", (), "")),
    ],
)  # fmt: skip
def test_tables_of_invoicing_programs_and_of_ones_own(
    file: Path, headers: str, values: str, expected: tuple[str, tuple[str, ...], str]
) -> None:
    (found,) = people(file, headers, values)
    assert (found.name, found.address_lines, found.country) == expected


def test_a_firm_alone_is_the_name_and_isnt_written_twice(file: Path) -> None:
    found = people(file, "Name,Company,Street", ",Merrow Ltd,3 High St", "Merrow Ltd,Merrow Ltd,3 High St")
    assert [(one.name, one.company, one.address_lines) for one in found] == [("Merrow Ltd", "", ("3 High St",))] * 2


def test_a_row_that_names_nobody_is_told(file: Path) -> None:
    found, bad = both(file, "Name,E-mail", "Jane,", ",x@example.org", "...,y@example.org")
    assert [one.name for one in found] == ["Jane"]
    assert bad == [BadRow(3, "no_name"), BadRow(4, "no_name")]


def test_a_name_of_a_page_is_told(file: Path) -> None:
    assert both(file, "Name", "x" * 501) == ([], [BadRow(2, "too_long")])


def test_what_isnt_understood_stays_in_the_note(file: Path) -> None:
    (jane,) = people(file, "Name,Country,City,Currency,Since", "Jane,Narnia,Bath,gold,last spring")
    assert (jane.country, jane.currency, jane.since) == ("", "", None)
    assert jane.address_lines == ("Bath", "Narnia")
    assert jane.note == "gold\nlast spring"


def test_signs_that_arent_seen_stay_out_of_a_name(file: Path) -> None:
    (jane,) = people(file, "Name", "\u202eJane\u200e \x07 \ufeffWhitcombe\u2028")
    assert jane.name == "Jane Whitcombe"


def test_an_unknown_column_isnt_taken_and_may_be_said_by_hand(file: Path) -> None:
    file.write_text("Who,Rings\nJane,1\n")
    table = tables.read(file)
    assert columns.recognised(table.headers) == (None, None)
    with pytest.raises(FileRefused, match="no_name_column"):
        columns.people(table, (None, Field.PHONE))
    (jane,), _bad = columns.people(table, (Field.NAME, Field.PHONE))
    assert (jane.name, jane.phone) == ("Jane", "1")


def test_an_address_takes_no_more_lines_than_an_envelopes_window(file: Path) -> None:
    lines = "\n".join(f"line {n}" for n in range(1, 10))
    (jane,) = people(file, "Name,Address", f'Jane,"{lines}"')
    assert jane.address_lines == (*(f"line {n}" for n in range(1, 7)), "line 7, line 8, line 9")


def test_every_known_heading_is_one_field_only() -> None:
    seen: dict[str, str] = {}
    for field, headings in wordings.data()["fields"].items():
        for heading in headings:
            name = columns.plain(heading)
            assert seen.setdefault(name, field) == field, heading


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gb", "GB"), ("UK", "GB"), ("Великобритания", "GB"), ("Marea Britanie", "GB"),
        ("Միացյալ Թագավորություն", "GB"),
        ("Deutschland", "DE"), ("Германия", "DE"), ("Germania", "DE"), ("Գերմանիա", "DE"), ("РФ", "RU"), ("США", "US"),
        ("Republica Moldova", "MD"), ("Молдова", "MD"), ("Հայաստան", "AM"), ("Ţările de Jos", "NL"),
        ("Narnia", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names_in_four_languages(text: str, code: str) -> None:
    assert wordings.country(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en-GB", "en"),
        ("Русский", "ru"),
        ("Romanian", "ro"),
        ("հայերեն", "hy"),
        ("румынский", "ro"),
        ("fr", ""),
        ("", ""),
    ],
)
def test_a_language_is_one_that_letters_are_written_in(text: str, code: str) -> None:
    assert wordings.language(text) == code


def test_a_day_that_may_be_two_is_none_until_another_row_tells() -> None:
    assert wordings.day("03/04/2020") is None
    assert wordings.day("03/04/2020", wordings.day_order(["03/04/2020", "13/04/2020"])) == date(2020, 4, 3)
    assert wordings.day("03/04/2020", wordings.day_order(["03/04/2020", "04/13/2020"])) == date(2020, 3, 4)
    assert wordings.day("03.04.2020") == date(2020, 4, 3)
    assert wordings.day("2020-04-03T12:00:00Z") == date(2020, 4, 3)
    assert wordings.day("2020-13-45") is None


def test_house_and_flat_in_columns_of_their_own_stand_on_the_streets_line(file: Path) -> None:
    (anna,) = people(
        file,
        "Имя;Индекс;Область;Район;Город;Улица;Дом;Квартира",
        "Анна;634050;Томская обл.;Томский р-н;Томск;Ленина;5;12",
    )
    assert "Ленина, 5, 12" in anna.address_lines
    assert {"Томская обл.", "Томский р-н"} <= {part for line in anna.address_lines for part in line.split(", ")}


def test_a_second_address_is_kept_in_the_note(file: Path) -> None:
    headers = "First Name,Business Street,Business City,Home Street,Home City,Home Country/Region"
    (ann,) = people(file, headers, "Ann,1 Main St,Springfield,2 Elm St,Reading,Nowhere")
    assert ann.address_lines == ("1 Main St", "Springfield")
    assert "2 Elm St" in ann.note
    assert "Nowhere" in ann.note


@pytest.mark.parametrize(
    "headers",
    ["Nume,Persoană de contact", "Наименование,Контактное лицо", "Customer name,Contact person", "Name,Pers. contact"],
)
def test_beside_a_contact_person_the_other_name_is_the_firms(file: Path, headers: str) -> None:
    (one,) = people(file, headers, "Atelier Ion,Ioana Pop")
    assert (one.name, one.company) == ("Ioana Pop", "Atelier Ion")
