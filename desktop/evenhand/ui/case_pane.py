"""Beside a case: its file with the private lines, and what a compensation costs and may bring."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.compensation import compensation_return
from evenhand.domain.money import Money
from evenhand.storage.book import Book
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts, answer_clock
from evenhand.ui.compensate_step import CompensatePage, Giving
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import Noted, terms_for

MARKS = 12


class CaseFile(kit.SidePane):
    """The case at a glance: order, day, cause, the client's words; behind a lock, how it sits with the owner."""

    def __init__(self) -> None:
        super().__init__(_("Case file"), 264)
        self._facts: dict[str, tuple[QWidget, QWidget]] = {}
        order, self._order = kit.fact(_("Order"))
        told, self._told = kit.fact(_("Told us"))
        cause, self._cause = kit.fact(_("Cause"))
        words, self._words = kit.fact(_("In the client's words"), role="say")
        self._words_part = words
        self.noted = CountryNote(stacked=True)
        for part in (order, told, self.noted, cause, words):
            self.body.addWidget(part)
        self._with = kit.label("", "secondary", "ink3", wrap=True)
        self._thread = kit.ComfortThread(sag=8)
        self._flag = kit.MarkLabel()
        self._note = kit.label("", "secondary", "ink2", wrap=True)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
        head = kit.row(lock, self._with)
        inside = kit.column(head, self._thread, self._flag, self._note, margins=(12, 10, 12, 10))
        self._private = kit.surface("private", inside)
        self.body.addWidget(self._private)
        self.body.addStretch(1)
        door = kit.Card(_("You need not go on"), margin=14)
        door.body.addWidget(kit.label(_("Parting kindly is a good end too. It is in step 5."), "secondary", wrap=True))
        self.body.addWidget(door)

    def show_facts(self, facts: CaseFacts, book: Book) -> None:
        lang, case, order = language(), facts.case, facts.order
        self._order.setText(f"{order.number}, {order.what}, {formats.money(order.total, lang)}")
        self._told.setText(formats.weekday_date(case.received_on, lang, year=case.received_on.year != facts.today.year))
        self.noted.show_noted(_noted_answer(facts, book), book, facts.today)
        parts = [wording.word(one) for one in (case.responsibility, case.cause) if one is not None]
        self._cause.setText("\n".join(filter(None, (" · ".join(parts), case.finding))) or "—")
        self._words.setText(_("“{words}”").format(words=case.words) if case.words else "—")
        marks = book.comfort.marks_of(case.client_id, MARKS)
        self._with.setText(_("How it is with {name}").format(name=facts.client.name))
        self._thread.setVisible(len(marks) > 1)
        self._thread.set_contacts(
            [kit.Contact(mark.comfort.value, formats.short_date(when.date(), lang)) for when, mark in marks]
        )
        self._flag.setVisible(facts.flag is not None)
        if facts.flag is not None:
            self._flag.set_mark(facts.flag.comfort.value, wording.word(facts.flag.comfort))
        note = (facts.flag.reason if facts.flag else "") or book.comfort.note_of(case.client_id)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._private.setVisible(bool(note) or facts.flag is not None or bool(marks))


def _noted_answer(facts: CaseFacts, book: Book) -> Noted | None:
    """Beside a case that waits for its answer: the owner's own day for it, today once that has passed."""
    case = facts.case
    if case.answered_on is not None or facts.closed:
        return None
    by = answer_clock(case, facts.turns, facts.owner, facts.today).by
    return terms_for(book, facts.owner, facts.client).answer(max(by, facts.today) if by else None, case.received_on)


class CostPair(QWidget):
    """What one kind of giving costs at most, and under it what it may bring, as two bars on one scale."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._chosen, self._scale = name, False, 1
        self._cost: Money | None = None
        self._brings: Money | None = None
        kit.theme.dress(self, font="secondary", height=58)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sums(self, cost: Money | None, brings: Money | None, scale: int, chosen: bool) -> None:
        """`scale` is the full length of a bar in minor units; a sum of None is one the book doesn't know."""
        self._cost, self._brings, self._scale, self._chosen = cost, brings, max(scale, 1), chosen
        lang = language()
        self.setAccessibleName(
            _("{name}: costs me at most {cost}, may bring {brings}").format(
                name=self._name,
                cost=formats.money(cost, lang) if cost is not None else "—",
                brings=formats.money(brings, lang) if brings is not None else "—",
            )
        )
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(160), kit.theme.px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._chosen:
            painter.setBrush(kit.theme.color("acct"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        left, middle = kit.theme.px(94), self.height() / 2
        metrics = painter.fontMetrics()
        painter.setFont(kit.theme.font("secondary_strong" if self._chosen else "secondary"))
        painter.setPen(kit.theme.color("ink"))
        room = self.rect().adjusted(kit.theme.px(10), 0, left - self.width() - kit.theme.px(6), 0)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(kit.theme.font("secondary"))
        for sum_, tone, text_tone, y in (
            (self._cost, "chart", "ink2", middle - kit.theme.px(11)),
            (self._brings, "acc", "comfx", middle + kit.theme.px(11)),
        ):
            text = formats.money(sum_, language()) if sum_ is not None else "—"
            wide = metrics.horizontalAdvance(text)
            longest = self.width() - left - wide - kit.theme.px(14)
            bar = (
                0.0 if sum_ is None else max(longest * min(max(sum_.minor, 0) / self._scale, 1), 3 if sum_.minor else 0)
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(kit.theme.color(tone))
            painter.drawRoundedRect(QRectF(left, y - kit.theme.px(6), bar, kit.theme.px(12)), 4, 4)
            painter.setPen(kit.theme.color(text_tone))
            where = QRectF(
                left + bar + (kit.theme.px(7) if bar else 0), y - kit.theme.px(10), wide + 4, kit.theme.px(20)
            )
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)


class EconomicsPane(kit.SidePane):
    """What each kind costs at most and may bring, from what the book knows; a dash where it doesn't, and why."""

    def __init__(self) -> None:
        super().__init__(_("What it costs, what it may bring"), 312)
        self.body.addWidget(kit.label(_("Above: costs me at most. Below: may bring."), "secondary", "ink3", wrap=True))
        self._pairs = {
            Giving.GIFT: CostPair(_("Gift")),
            Giving.BONUS: CostPair(_("Bonus")),
            Giving.REFUND: CostPair(_("Money back")),
        }
        for pair in self._pairs.values():
            self.body.addWidget(pair)
        self.body.addWidget(kit.hairline())
        self._lines = [kit.SumLine("", "", strong=number in (2, 5)) for number in range(6)]
        self._why = kit.label("", "secondary", "ink3", wrap=True)
        title = kit.label(_("How the bonus adds up"), "body_strong", wrap=True)
        self._adds_up = kit.holder(kit.column(title, *self._lines, self._why, kit.hairline(), spacing=8))
        self.body.addWidget(self._adds_up)
        self._worth = kit.label("", "body", "ink2", wrap=True)
        self.body.addWidget(self._worth)
        self.body.addStretch(1)

    def show_page(self, facts: CaseFacts, page: CompensatePage, book: Book) -> None:
        """Reads the sums as they stand typed on the page."""
        order, lang, figures = facts.order, language(), book.figures(facts.client.id)
        currency = order.total.currency
        usual = figures.average_order.get(currency)
        margin = None
        if order.cost is not None and order.total.minor > 0 and order.cost.currency == currency:
            margin = max(1 - order.cost.amount / order.total.amount, Decimal(0))
        bonus = page.bonus.offer()
        kept = usual * margin if usual is not None and margin is not None else None
        left_over = None
        if usual is not None and margin is not None and bonus is not None:
            left_over = compensation_return(Money.zero(currency), bonus.amount, usual, margin).earned
        costs = {kind: page.proposed(kind) for kind in self._pairs}
        if costs[Giving.REFUND] is None:
            costs[Giving.REFUND] = facts.refundable
        scale = max((one.minor for one in (*costs.values(), kept) if one is not None), default=1)
        for kind, pair in self._pairs.items():
            pair.show_sums(costs[kind], kept if kind is Giving.BONUS else None, scale, kind is page.chosen)

        def shown(sum_: Money | None) -> str:
            return "—" if sum_ is None else formats.money(sum_, lang)

        exact = order.total * bonus.share if bonus else None
        share = formats.percent(bonus.share, lang) if bonus else "—"
        rounded = bonus is not None and bonus.amount != exact
        texts = [
            (_("The order that went wrong"), shown(order.total)),
            (_("{share} of it").format(share=share), shown(exact)),
            (_("The bonus, rounded up") if rounded else _("The bonus"), shown(bonus.amount if bonus else None)),
            (_("A usual order of theirs"), shown(usual)),
            (_("What I keep of it"), shown(kept)),
            (_("Left when the bonus is used"), shown(left_over)),
        ]
        self._adds_up.setVisible(page.chosen in (Giving.BONUS, None))
        for line, (name, value) in zip(self._lines, texts, strict=True):
            line.name.setText(name)
            line.value.setText(value)
        if margin is None:
            why = _("A dash: the cost of making this order is not in the book, so what I keep is not known.")
        else:
            why = _("What I keep is reckoned as on this order: {share}. Whether they come back, no book knows.")
            why = why.format(share=formats.percent(round(margin, 2), lang))
        self._why.setText(why)
        worth = figures.worth.get(currency)
        self._worth.setText(
            ngettext("So far {n} order.", "So far {n} orders.", figures.orders)
            + (" " + _("Paid in all: {sum}.").format(sum=formats.money(worth, lang)) if worth is not None else "")
        )
