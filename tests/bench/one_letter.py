"""The letters that are measured: Russian bonus letters with a voucher slip and a QR code, each to another client."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from evenhand.domain.bonus import bonus_code
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Cause,
    Client,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Responsibility,
)
from evenhand.letters import letter, page

DAY = date(2026, 11, 11)
FACTS = letter.LetterFacts(
    owner=Owner(
        (
            Letterhead(
                "ru",
                "Ателье «Лён»",
                "Вера Лебедева",
                "хозяйка ателье",
                "скатерти и шторы на заказ",
                ("ул. Садовая, д. 5", "Тверь", "170100"),
                "ИП Лебедева В. С., ОГРНИП 300000000000000",
            ),
        ),
        phone="+7 900 000-00-00",
        email="vera@example.org",
        country="RU",
        currency="RUB",
    ),
    client=Client(
        1,
        "Ольга Сергеевна Ионова",
        salutation="Уважаемая Ольга Сергеевна!",
        address_name="Ионовой Ольге Сергеевне",
        address_lines=("ул. Мира, д. 12, кв. 7", "Тверь", "170100"),
        country="RU",
        language="ru",
        currency="RUB",
    ),
    order=Order(1, 1, "2026-0147", date(2026, 10, 1), "Скатерть, лён", Money(35000, "RUB"), Money(35000, "RUB")),
    case=Case(
        1,
        "2026-021",
        1,
        1,
        "Скатерть с опозданием",
        date(2026, 11, 9),
        words="Ждали к юбилею.",
        cause=Cause.DELAY,
        responsibility=Responsibility.OURS,
        finding="Скатерть мы передали на девять дней позже обещанного.",
        change="Теперь ткань закупаем в день заказа.",
    ),
    given=CaseCompensations(bonus=BonusOffer(Money(3500, "RUB"), date(2027, 2, 11), Decimal("0.10"), 3)),
    language="ru",
    on=DAY,
    number="B-2026-0001",
    bonus_code=bonus_code("bench"),
)
_FIRST = ("Ольга", "Анна", "Мария", "Вера", "Елена", "Дарья", "Ирина")
_MIDDLE = ("Сергеевна", "Петровна", "Ивановна", "Андреевна", "Львовна")
_LAST = ("Ионова", "Крылова", "Мишина", "Егорова", "Зимина", "Белова", "Орлова", "Юдина", "Громова", "Фомина", "Щукина")


def facts(number: int) -> letter.LetterFacts:
    """The facts of a letter, counted from 0: no two have the same address, sum, number or code."""
    first, middle, last = (names[number % len(names)] for names in (_FIRST, _MIDDLE, _LAST))
    assert FACTS.order
    assert FACTS.given.bonus
    paid = Money(20000 + 10 * number, "RUB")
    return replace(
        FACTS,
        client=replace(
            FACTS.client,
            name=f"{last} {first} {middle}",
            salutation=f"Уважаемая {first} {middle}!",
            address_name=f"{last[:-1]}ой {first} {middle}",
            address_lines=(f"ул. Мира, д. {number + 1}, кв. {number % 90 + 1}", "Тверь", f"{170100 + number % 100}"),
        ),
        order=replace(FACTS.order, number=f"2026-{number:04}", total=paid, paid=paid),
        given=CaseCompensations(bonus=replace(FACTS.given.bonus, amount=paid * FACTS.given.bonus.share)),
        number=f"B-2026-{number:04}",
        bonus_code=bonus_code(f"bench {number}"),
    )


def draw(number: int) -> bytes:
    """The letter's text and its page."""
    told = facts(number)
    return page.draw(LetterKind.BONUS, told, letter.first_text(LetterKind.BONUS, told)).pdf


def compare(ours: bytes, floor: bytes) -> None:
    """Stops the bench when the floor doesn't look like our page."""
    import pypdfium2 as pdfium
    from PIL import ImageChops, ImageStat

    pictures = [pdfium.PdfDocument(pdf)[0].render(scale=0.15).to_pil().convert("L") for pdf in (ours, floor)]
    difference = ImageStat.Stat(ImageChops.difference(*pictures)).mean[0]
    if difference > 1.0:
        raise SystemExit(f"The floor draws another page than ours (they differ by {difference:.1f} of 255).")
