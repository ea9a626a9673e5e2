"""Beside step 3: what each thing that can be given costs and may bring, and what losing the client would cost."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.economics import BonusEconomics, CaseEconomics, bonus_economics
from evenhand.domain.money import Money
from evenhand.domain.records import ChosenBy
from evenhand.translation import _, language
from evenhand.ui import case_sums as sums
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.compensate_step import CompensatePage, Giving
from evenhand.ui.door_card import door_first

_OFF = 3  # a sum this many times the next smaller one is off the scale
_REST = 0.7  # of the room, for the longest bar then


def bar_scale(values: Sequence[int]) -> tuple[float, int]:
    """The value of a bar of full length, and from which value on a bar is drawn broken (above it, never reached)."""
    found = sorted(set(values) - {0})
    if len(found) > 1 and found[-1] > _OFF * found[-2]:
        return found[-2] / _REST, found[-1]
    longest = found[-1] if found else 1
    return float(longest), longest + 1


class CostPair(QWidget):
    """What one kind of giving probably costs and, under it, what it may bring, as two bars on one scale."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._whose = name, ""
        self._cost: Money | None = None
        self._brings: Money | None = None
        self._scale, self._broken_from, self._chosen, self._alone = 1.0, 2, False, False
        kit.theme.dress(self, font="secondary", height=58)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sums(
        self,
        cost: Money | None,
        brings: Money | None,
        scale: tuple[float, int],
        *,
        chosen: bool,
        whose: str = "",
        alone: bool = False,
    ) -> None:
        """`scale` as bar_scale gives it; a sum of None is one the book doesn't know.

        `whose` choice it was; `alone` leaves out what it may bring.
        """
        self._cost, self._brings, self._chosen, self._whose = cost, brings, chosen, whose if chosen else ""
        self._scale, self._broken_from = scale
        self._alone = alone
        said = _("{name}: costs me {cost}") if alone else _("{name}: costs me {cost}, may bring {brings}")
        self.setAccessibleName(said.format(name=self._name, cost=sums.shown(cost), brings=sums.shown(brings)))
        self.setToolTip(kit.tip(self.accessibleName()))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(160), kit.theme.px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(kit.theme.color("acct"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        self._draw_name(painter)
        middle = self.height() / 2
        painter.setFont(kit.theme.font("secondary"))
        apart = 0 if self._alone else kit.theme.px(11)
        self._draw_bar(painter, self._cost, "chart", "ink2", middle - apart)
        if not self._alone:
            self._draw_bar(painter, self._brings, "acc", "comfx", middle + apart)

    def _draw_name(self, painter: QPainter) -> None:
        high = kit.theme.px(18)
        room = QRectF(kit.theme.px(10), 0, kit.theme.px(80), high)
        room.moveTop(self.height() / 2 - (high if self._whose else high / 2))
        for text, role, tone in (
            (self._name, "secondary_strong" if self._chosen else "secondary", "ink"),
            (self._whose, "secondary", "comfx"),
        ):
            painter.setFont(kit.theme.font(role))
            painter.setPen(kit.theme.color(tone))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            room.translate(0, high)

    def _draw_bar(self, painter: QPainter, sum_: Money | None, tone: str, text_tone: str, y: float) -> None:
        px = kit.theme.px
        text, left = sums.shown(sum_), px(94)
        wide = painter.fontMetrics().horizontalAdvance(text)
        room = max(self.width() - left - wide - px(18), px(10))
        minor = max(sum_.minor, 0) if sum_ is not None else 0
        broken = minor >= self._broken_from
        long = room if broken else max(room * min(minor / self._scale, 1), 3 if minor else 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kit.theme.color(tone))
        painter.drawRoundedRect(QRectF(left, y - px(6), long, px(12)), 4, 4)
        if broken:
            painter.setPen(QPen(kit.theme.color("acct" if self._chosen else "well"), px(2)))
            for right in (px(22), px(15)):
                x = left + long - right
                painter.drawLine(QPointF(x, y + px(7)), QPointF(x + px(5), y - px(7)))
        painter.setPen(kit.theme.color(text_tone))
        where = QRectF(left + long + (px(7) if long else 0), y - px(10), wide + 4, px(20))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)


class _Key(QWidget):
    """What the two tones of bars stand for."""

    def __init__(self, *entries: tuple[str, str]) -> None:
        super().__init__()
        flow = kit.FlowLayout(self, spacing=12)
        self.entries = [
            kit.holder(kit.row(_Swatch(tone), kit.label(text, "secondary", "ink3"), spacing=6))
            for tone, text in entries
        ]
        for entry in self.entries:
            flow.addWidget(entry)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class _Swatch(QWidget):
    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        kit.theme.dress(self, width=12, height=9)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kit.theme.color(self._tone))
        painter.drawRoundedRect(self.rect(), 3, 3)


class EconomicsPane(kit.SidePane):
    """From the owner's own book; a dash where it doesn't know, and each figure says how it came about."""

    def __init__(self) -> None:
        super().__init__(_("What it costs, what it may bring"), 312)
        self._key = _Key(("chart", _("costs me, probably")), ("acc", _("may bring back")))
        self.body.addWidget(self._key)
        self._pairs = {
            Giving.GIFT: CostPair(_("Gift")),
            Giving.BONUS: CostPair(_("Bonus")),
            Giving.REFUND: CostPair(_("Money back")),
        }
        for pair in self._pairs.values():
            self.body.addWidget(pair)
        self.body.addWidget(kit.hairline())
        line = kit.ExplainedLine
        self._at_most, self._at_cost, self._rate, self._kept = line(), line(), line(), line()
        self._probably, self._return = line(strong=True), line(strong=True)
        self._percentage = line()
        self._adds_up = kit.holder(
            kit.column(
                kit.label(_("How the bonus adds up"), "body_strong", wrap=True),
                self._at_most,
                self._at_cost,
                self._rate,
                self._probably,
                self._kept,
                self._return,
                kit.hairline(),
                self._percentage,
                spacing=4,
            )
        )
        self.body.addWidget(self._adds_up)
        self._why = kit.label("", "secondary", "ink3", wrap=True)
        self.body.addWidget(self._why)
        self._loss_of = kit.label("", "body", wrap=True)
        self._loss = kit.Explained(role="body_strong")
        losing = kit.row(kit.IconLabel("door-open", "ink2", 16), kit.column(self._loss_of, self._loss, spacing=2))
        losing.setStretch(1, 1)
        self._losing = kit.holder(kit.column(kit.hairline(), losing, spacing=8))
        self.body.addWidget(self._losing)
        self.body.addStretch(1)

    def show_page(self, facts: CaseFacts, economics: CaseEconomics, page: CompensatePage) -> None:
        """Reads the sums as they stand typed on the page."""
        offer, quiet = page.bonus.offer(), door_first(facts.flag)
        bonus = None
        if offer is not None:
            bonus = bonus_economics(offer.amount, offer.share, economics.rate, economics.usual, economics.margin)
        self._show_bars(facts, page, bonus)
        self._adds_up.setVisible(page.chosen in (Giving.BONUS, None))
        made = sums.of_bonus(facts.order.total, offer) if offer is not None else []
        self._show_bonus(economics, bonus, made)
        for part in (self._kept, self._return, self._key.entries[1]):
            part.setVisible(not quiet)
        self._show_why(bonus, page.chosen, quiet=quiet)
        year = economics.year
        self._losing.setVisible(not quiet)
        said = sums.low_to_high(*year.loss) if year else sums.DASH
        self._loss_of.setText(_("Losing {name} would cost, in a year:").format(name=facts.client.name))
        self._loss.explain(said, sums.of_year(year))

    def _show_bars(self, facts: CaseFacts, page: CompensatePage, bonus: BonusEconomics | None) -> None:
        costs = {kind: page.proposed(kind) for kind in self._pairs}
        costs[Giving.BONUS] = bonus.probably if bonus else None
        if costs[Giving.REFUND] is None:
            costs[Giving.REFUND] = facts.refundable
        quiet = door_first(facts.flag)
        brings = bonus.may_bring if bonus and not quiet else None
        scale = bar_scale([max(one.minor, 0) for one in (*costs.values(), brings) if one is not None])
        whose = {ChosenBy.CLIENT: _("their choice"), ChosenBy.OWNER: _("my choice")}
        said = whose[facts.case.chosen_by] if facts.case.chosen_by else ""
        for kind, pair in self._pairs.items():
            shown = brings if kind is Giving.BONUS else None
            pair.show_sums(costs[kind], shown, scale, chosen=kind is page.chosen, whose=said, alone=quiet)

    def _show_bonus(self, economics: CaseEconomics, bonus: BonusEconomics | None, made: sums.Lines) -> None:
        lang = language()
        at_most = _("The bonus, rounded up: at most") if len(made) > 2 else _("The bonus: costs me at most")
        self._at_most.explain(at_most, sums.shown(bonus.at_most if bonus else None), made)
        at_cost = bonus.at_cost if bonus else None
        self._at_cost.explain(
            _("Of that, making the goods"), sums.shown(at_cost), sums.of_at_cost(bonus) if bonus else []
        )
        rate = _("Chance that it is used, a guess") if economics.rate.guessed else _("Chance that it is used")
        self._rate.explain(rate, formats.percent(economics.rate.share, lang), sums.of_rate(economics.rate))
        probably = bonus.probably if bonus else None
        self._probably.explain(_("Probably costs me"), sums.shown(probably), sums.of_probably(bonus) if bonus else [])
        usual, margin = economics.usual, economics.margin
        kept = usual.amount * margin.share if usual and margin else None
        lines = [*sums.of_usual(usual), *sums.of_margin(margin)]
        if kept is not None:
            lines.append((_("What I keep of it"), wording.money(kept)))
        self._kept.explain(_("Their usual order, what I keep"), sums.shown(kept), lines)
        brings = bonus.may_bring if bonus else None
        self._return.explain(_("Expected return"), sums.shown(brings), sums.of_return(bonus) if bonus else [])
        share = formats.percent(bonus.share, lang) if bonus and bonus.share is not None else sums.DASH
        self._percentage.explain(
            _("{share} off their next order instead").format(share=share),
            sums.shown(bonus.percentage_next if bonus else None),
            sums.of_percentage(bonus) if bonus else [],
        )

    def _show_why(self, bonus: BonusEconomics | None, chosen: Giving | None, *, quiet: bool) -> None:
        """Below the figures, what the dashes among them are for."""
        whys = []
        if quiet:
            whys += [sums.of_margin(None)[0][0]] if bonus is not None and bonus.at_cost is None else []
        elif chosen in (Giving.GIFT, Giving.REFUND):
            whys.append(_("A dash: whether they come back after this, the book can't know."))
        elif bonus is not None and bonus.may_bring is None:
            whys.append(sums.of_return(bonus)[0][0])
        self._why.setText(" ".join(whys))
        self._why.setVisible(bool(whys))
