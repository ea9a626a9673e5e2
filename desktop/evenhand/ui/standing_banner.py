"""At the top of the window: what was noticed about the book and what can be done about it, and quieter lines beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from evenhand.storage.first_look import Finding, gravest
from evenhand.translation import _
from evenhand.ui.buttons import button, icon_button
from evenhand.ui.flow import FlowLayout
from evenhand.ui.frames import Notice, column, row, surface
from evenhand.ui.labels import IconLabel, label
from evenhand.wording.first_look import only_looking, title, told, until_chosen

Act = Callable[[], object]


@dataclass(frozen=True)
class Choices:
    """What the owner can do about what was noticed."""

    go_on: Act
    restore: Act
    look_only: Act
    leave: Act


def standing_banner(findings: Sequence[Finding], choices: Choices, *, chosen: bool) -> QFrame:
    """What was noticed, while the book is only looked at; fewer words once that was `chosen`."""
    asks = any(one.asks for one in findings)
    first = gravest(findings)
    head = label(only_looking() if chosen else title(first), "body_strong", "uneasyx", wrap=True)
    words: list[QWidget] = [head]
    acts: list[QWidget] = []
    if not chosen:
        words += [label(told(one), "body", "ink", wrap=True) for one in findings]
        if asks:
            words.append(label(until_chosen(), "body", "ink", wrap=True))
    if asks:
        acts.append(button(_("Go on with this one"), "plain", "check", choices.go_on))
    if not chosen:
        acts.append(button(_("Open a backup"), "plain", "clock-countdown", choices.restore))
        if asks:
            acts.append(button(_("Look only"), "plain", "eye", choices.look_only))
        acts.append(button(_("Quit"), "ghost", on_click=choices.leave))
    if acts:
        line = QWidget()
        flow = FlowLayout(line, spacing=8)
        for act in acts:
            flow.addWidget(act)
        words.append(line)
    sign = column(IconLabel("warning-circle", "uneasyx", 18), None)
    body = row(sign, column(*words, spacing=6), spacing=10, margins=(14, 10, 14, 10))
    body.setStretch(1, 1)
    banner = surface("guard", body)
    banner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    banner.setAccessibleName(head.text())
    return banner


def quiet_line(text: str, dismissed: Act, act: tuple[str, Act] | None = None) -> Notice:
    """One thing to know, with perhaps one thing to do, that stays until it's put away."""
    line = Notice(text, "info")
    if act is not None:
        line.buttons.addWidget(button(act[0], "link", on_click=act[1]))
    line.buttons.addWidget(icon_button("x", _("Put this line away"), dismissed, kind="ghost"))
    line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return line
