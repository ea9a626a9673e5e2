"""The gift and the bonus side by side, as the client will get them in one letter."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui import widgets as kit

_LARGE = 1.25


class Together(QWidget):
    """The voucher, and beside it what the gift is."""

    def __init__(self, voucher: kit.Voucher) -> None:
        super().__init__()
        voucher.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        voucher.enlarge(_LARGE)
        self._what = kit.label("", "headline", wrap=True)
        self._for = kit.ElidedLabel("", "secondary", "ink2")
        words = kit.column(kit.IconLabel("gift", "acch", 22), self._what, None, self._for, margins=(14, 12, 14, 12))
        self._gift = kit.surface("banner", words)
        kit.theme.dress(self._gift, height=round(kit.Voucher.HEIGHT * _LARGE))
        line = kit.row(voucher, kit.label("+", "figure", "ink2"), self._gift, spacing=12)
        line.setStretch(0, 3)
        line.setStretch(2, 2)
        self.setLayout(line)

    def show_gift(self, what: str, name: str) -> None:
        """What the gift is as it stands typed, and whom it's for."""
        self._what.setText(what or _("a gift"))
        self._what.setToolTip(kit.tip(what))
        self._for.setText(_("for {name}").format(name=name))
