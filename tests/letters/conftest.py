"""Four businesses that might exist, one for each letter language, with a case each."""

import io
import json
import math
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

import paper
from evenhand import resources
from evenhand.domain.bonus import Bonus
from evenhand.domain.letter_kinds import KINDS, About, FieldKind
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Cause,
    Client,
    Gift,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Refund,
    Remedy,
    Responsibility,
)
from evenhand.letters.letter import LetterFacts, LetterText, first_text
from evenhand.letters.page import DrawnLetter, draw

NUMBERS = {kind: f"{one.series}-2026-0031" for kind, one in KINDS.items()}
CODE = "B-7F4M-2QK"

_HEADS = {
    "en": Letterhead(
        "en",
        "Marlow & Thread",
        "Ines Marlow",
        "owner, Marlow & Thread",
        "made-to-measure coats and linen",
        ("7 Quarry Lane", "Bradford on Avon BA15 1AB"),
        "Marlow & Thread is the trading name of Ines Marlow, sole trader",
    ),
    "ru": Letterhead(
        "ru",
        "Мастерская Елены Ким",
        "Ким Елена Викторовна",
        "индивидуальный предприниматель",
        "скатерти, вышивка, домашний текстиль",
        ("634050, г. Томск", "ул. Гагарина, д. 11, оф. 4"),
        "ИП Ким Елена Викторовна · ОГРНИП 000000000000000 · ИНН 000000000000",
    ),
    "ro": Letterhead(
        "ro",
        "Atelierul Șerbănescu",
        "Ioana Șerbănescu",
        "persoană fizică autorizată",
        "fețe de masă și broderie de casă",
        ("Str. Țepeș Vodă nr. 12", "021512 București"),
        "Șerbănescu Ioana PFA · CIF 00000000 · F40/0000/2019",
    ),
    "hy": Letterhead(
        "hy",
        "Անի Սարգսյանի արվեստանոց",
        "Անի Սարգսյան",
        "անհատ ձեռնարկատեր",
        "վարագույրներ և տան տեքստիլ",
        ("ք. Երևան, 0002", "Պարոնյան փող. 15"),
        "ԱՁ Անի Սարգսյան · ՀՎՀՀ 00000000",
    ),
}
_ACCENTS = {"en": "#2f4a43", "ru": "#5a2a3a", "ro": "#2f4a43", "hy": "#31415e"}
_PHONES = {
    "en": ("+44 1225 555 0142", "ines@marlowandthread.example", "GB", "GBP"),
    "ru": ("+7 3822 55-01-42", "elena@kim-textile.example", "RU", "RUB"),
    "ro": ("+40 21 555 01 42", "ioana@serbanescu.example", "RO", "RON"),
    "hy": ("+374 10 55 01 42", "ani@sargsyan.example", "AM", "AMD"),
}
_CLIENTS = {
    "en": (
        "Jane Whitcombe",
        "Dear Mrs Whitcombe,",
        "Mrs Jane Whitcombe",
        ("4 Elm Row", "Larkhall", "BATH", "BA1 6SX"),
    ),
    "ru": (
        "Ольга Сергеевна Бородина",
        "Уважаемая Ольга Сергеевна!",
        "Ольге Сергеевне Бородиной",
        ("ул. Красноармейская, д. 28, кв. 61", "г. Томск", "634041"),
    ),
    "ro": (
        "Ana Ștefănescu",
        "Stimată doamnă Ștefănescu,",
        "Dnei Ana Ștefănescu",
        ("Bd. Unirii nr. 5, bl. B2, sc. 1, ap. 14", "030821 București"),
    ),
    "hy": (
        "Նարինե Պետրոսյան",
        "Հարգելի՛ տիկին Պետրոսյան,",
        "Տիկին Նարինե Պետրոսյանին",
        ("Մաշտոցի պող. 12, բն. 7", "0002, ք. Երևան"),
    ),
}
_ORDERS = {
    "en": ("2026-0147", "grey linen coat, cut to your measurements", Money(Decimal("184.00"), "GBP")),
    "ru": ("2026-0231", "льняная скатерть с вышивкой", Money(7000, "RUB")),
    "ro": ("2026-0112", "față de masă din in, cu broderie", Money(1250, "RON")),
    "hy": ("2026-0088", "հյուրասենյակի վարագույրներ", Money(128500, "AMD")),
}
_FINDINGS = {
    "en": (
        "The coat that reached you on 27 March is a full size too small across the shoulders.",
        "From this week every pattern is measured against the order sheet twice, the second time by someone who did "
        "not draw it, before any cloth is cut.",
    ),
    "ru": (
        "Обещали передать её 6 марта, а передали 15-го — через неделю после праздника.",
        "С марта ткань закупается в день заказа, а если срок всё же сдвигается, мы предупреждаем об этом не позже "
        "чем за пять дней.",
    ),
    "ro": (
        "Fața de masă a ajuns la dumneavoastră cu nouă zile mai târziu decât am promis, iar un colț era brodat strâmb.",
        "De luna aceasta verificăm fiecare broderie pe masă, la lumina zilei, înainte de împachetare.",
    ),
    "hy": (
        "Վարագույրները երկու անգամ վերակարեցինք, և երկու անգամն էլ արդյունքը Ձեր պատկերացրածը չէր",
        "Այժմ յուրաքանչյուր ձևվածք երկու անգամ ենք ստուգում, իսկ գործվածքը կտրում ենք միայն Ձեր հաստատումից հետո",
    ),
}
_METHODS = {
    "en": "the card you used, ending 4417",
    "ru": "на карту, с которой Вы платили, …4417",
    "ro": "în contul din care ați plătit, …4417",
    "hy": "Ձեր բանկային հաշվին, որից կատարել եք վճարումը",
}
_GIFTS = {
    "en": "a set of six linen napkins, hemmed by hand",
    "ru": "шесть льняных салфеток с ручной подшивкой",
    "ro": "șase șervete de in, tivite de mână",
    "hy": "վեց կտավե անձեռոցիկ՝ ձեռքով կարված",
}


_REMEDIES = {
    "en": "a new coat, cut from a corrected pattern in the same grey linen",
    "ru": "новая скатерть с той же вышивкой, на полотне нужного размера",
    "ro": "o față de masă nouă, cu aceeași broderie, la măsura potrivită",
    "hy": "նոր վարագույրներ՝ նույն գործվածքից, ճիշտ չափով",
}


def rules_for(language: str) -> tuple[str, ...]:
    """What house rules might say to clients."""
    return tuple(tomllib.loads(resources.path("letters", language, "example.toml").read_text("utf-8"))["rules"])


def typed_for(language: str, kind: LetterKind) -> dict[str, str]:
    """What an owner might type for a letter of the kind."""
    told = tomllib.loads(resources.path("letters", language, "example.toml").read_text("utf-8"))
    values = {
        FieldKind.DAY: lambda name: "2026-07-02" if name == "bonus.extended_to" else "2026-04-14",
        FieldKind.TEXT: lambda name: told["typed"][name],
        FieldKind.OPTIONS: lambda name: json.dumps(
            [option | {"by": "2026-04-14"} for option in told["options"]], ensure_ascii=False
        ),
        FieldKind.EARLIER_BONUS: lambda name: "",
    }
    return {one.name: values[one.kind](one.name) for one in KINDS[kind].typed if not one.if_known}


@cache
def drawn_signature() -> bytes:
    """A signature in blue ink on clear ground, as a PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (1200, 420), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    points = [
        (60 + 5.2 * t, 230 - 150 * math.exp(-t / 70) * math.cos(t / 13) + 40 * math.sin(t / 17) * math.exp(-t / 140))
        for t in range(210)
    ]
    pen.line(points, fill=(28, 42, 110, 255), width=9, joint="curve")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def facts(language: str, kind: LetterKind, *, issued: bool = True, signed: bool = False) -> LetterFacts:
    """A whole set of facts for a letter of the kind, in full and ours unless changed."""
    phone, email, country, currency = _PHONES[language]
    owner = Owner(
        (_HEADS[language],),
        phone,
        email,
        country,
        currency,
        _ACCENTS[language],
        signature=drawn_signature() if signed else None,
    )
    name, salutation, address_name, address_lines = _CLIENTS[language]
    client = Client(1, name, salutation, address_name, address_lines, country, language=language, currency=currency)
    number, what, paid = _ORDERS[language]
    order = Order(1, 1, number, date(2026, 3, 3), what, paid, paid)
    finding, change = _FINDINGS[language]
    case = Case(
        1,
        "2026-021",
        1,
        1,
        "",
        date(2026, 3, 28),
        cause=Cause.PRODUCT,
        responsibility=Responsibility.OURS,
        finding=finding,
        change=change,
        remedy=Remedy.REDO,
        remedy_what=_REMEDIES[language],
        remedy_by=date(2026, 4, 24),
    )
    share = Decimal("0.10")
    given = CaseCompensations(
        Refund(paid, _METHODS[language], date(2026, 4, 14)),
        BonusOffer((paid * share), date(2026, 7, 2), share, 3),
        Gift(_GIFTS[language], Money(20, currency)),
    )
    facts = LetterFacts(owner, client, order, case, given, language, date(2026, 4, 2), typed=typed_for(language, kind))
    if "rules" in KINDS[kind].blocks:
        facts = replace(facts, rules=rules_for(language))
    if About.BONUS in KINDS[kind].about:
        bonus = Bonus(1, CODE, 1, 1, 1, paid * share, date(2026, 1, 12), date(2026, 4, 12))
        facts = replace(
            facts, order=None, case=None, bonus=bonus, bonus_left=bonus.amount, bonus_until=bonus.valid_until
        )
    elif About.CASE not in KINDS[kind].about:
        facts = replace(facts, order=None, case=None, given=CaseCompensations())
    if not issued:
        return facts
    return replace(facts, number=NUMBERS[kind], bonus_code=CODE if KINDS[kind].grants_bonus else None)


@cache
def _ordinary(kind: LetterKind, language: str) -> DrawnLetter:
    known = facts(language, kind)
    return draw(kind, known, first_text(kind, known))


@pytest.fixture(scope="session")
def ordinary() -> Callable[[LetterKind, str], DrawnLetter]:
    """The letter of a kind and a language with ordinary data; drawn once and looked at by many tests."""
    return _ordinary


@pytest.fixture(scope="session")
def facts_for() -> Callable[..., LetterFacts]:
    """The facts of a letter of a language and a kind."""
    return facts


@pytest.fixture(scope="session")
def written() -> Callable[..., DrawnLetter]:
    """Draws a letter of the facts, with its first text unless another is given."""

    def write(
        kind: LetterKind, facts: LetterFacts, *, body: str | None = None, subject: str | None = None
    ) -> DrawnLetter:
        text = first_text(kind, facts) if body is None or subject is None else LetterText("", "")
        return draw(kind, facts, LetterText(subject or text.subject, text.body if body is None else body))

    return write


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], str]:
    """A PDF's text as a person reads it: every space and line end the same single space."""

    return lambda pdf: " ".join(paper.said(pdf))
