"""An address on an envelope or a label: which, seen as it will be printed, and printing it."""

import io
from collections.abc import Sequence

from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from evenhand import wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Letter, LetterEventKind
from evenhand.letters.envelopes import LABEL_SHEETS, EnvelopeSize, LabelSheet, draw_envelope, draw_labels
from evenhand.letters.refusal import LetterRefused
from evenhand.translation import _, ngettext
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.frames import column, holder, row
from evenhand.ui.inputs import Combo, Field
from evenhand.ui.label_sheet import LabelSheetPreview
from evenhand.ui.labels import label
from evenhand.ui.letter_copies import ask_where, say_saved, tell
from evenhand.ui.letter_history import keep
from evenhand.ui.media import (
    envelope_medium,
    envelope_name,
    labels_medium,
    labels_name,
    own_envelope,
    own_labels,
)
from evenhand.ui.page_setup import PageSetup
from evenhand.ui.preferences import Preferences
from evenhand.ui.preview_pane import at_rest, picture
from evenhand.ui.printing import Printed, print_pdf
from evenhand.ui.segmented import Segmented
from evenhand.ui.theme import theme

ENVELOPE, LABELS = "envelope", "labels"
_PREVIEW = 230


class _Number(QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setMinimum(1)
        theme.dress(self, font="body", height=32)
        self.restyle()

    def restyle(self) -> None:
        self.lineEdit().setFont(self.font())
        self.lineEdit().setTextMargins(theme.px(9), 0, 0, 0)  # a style sheet's padding does not reach inside

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class EnvelopeForm(Form):
    """Envelopes or labels for clients; with the `letters` that go into them, their histories keep it."""

    def __init__(
        self,
        desk: Desk,
        client_ids: Sequence[int],
        parent: QWidget | None = None,
        *,
        letters: Sequence[Letter] = (),
    ) -> None:
        super().__init__(_("Print envelope or label"), _("Print"), parent, width=640)
        self._desk, self._letters = desk, letters
        self._clients = [desk.book.clients.get(one) for one in dict.fromkeys(client_ids)]
        self._languages = {letter.client_id: letter.language for letter in reversed(letters)}
        owner = desk.book.owner.get()
        if owner is None or not owner.letterheads:
            raise CaseRefused("no_owner")
        self._owner = owner
        self._remembered = Preferences()
        self._build_fields()
        self._remember()
        for choice in (self.what, self.envelope, self.sheet):
            choice.chosen.connect(lambda _chosen: self._show())
        self.first.valueChanged.connect(lambda _first: self._show())
        self._show()

    def _build_fields(self) -> None:
        names = ", ".join(client.name for client in self._clients[:3])
        more = len(self._clients) - 3
        if more > 0:
            others = ngettext("{n} more", "{n} more", more)
            names = _("{names} and {others}").format(names=names, others=others)
        self.what = Segmented([(ENVELOPE, _("Envelope")), (LABELS, _("Labels"))], _("Envelope or labels"), ENVELOPE)
        self.envelope = Combo([(one, envelope_name(one)) for one in EnvelopeSize])
        self.sheet = Combo([(one.key, labels_name(one)) for one in LABEL_SHEETS])
        self.first = _Number()
        self._size = Field(_("Size"), self.envelope)
        self._sheet = Field(_("Sheet"), self.sheet)
        self._first = Field(_("First free label"), self.first, _("Counted from the top left, along the rows."))
        self.page = LabelSheetPreview()
        self.page.chosen.connect(self.first.setValue)
        theme.dress(self.page, height=_PREVIEW)
        self.trouble = label("", "body", "badx", wrap=True)
        self.open_client = button(_("Open the client"), "link", "user", self._show_client)
        self.setup = button(_("Page setup"), "link", "sliders-horizontal", self._set_up_page)
        self.add(label(names, "body_strong", wrap=True), wide=True)
        self.add(holder(row(self.what, None)), wide=True)
        fields = row(self._size, self._sheet, self._first, spacing=20)
        for place, share in enumerate((2, 2, 1)):
            fields.setStretch(place, share)
        self.add(holder(fields), wide=True)
        self.add(holder(column(self.trouble, row(self.open_client, None), self.page, spacing=6)), wide=True)
        always = label(_("Print at 100 %, never “fit to page”."), "secondary", "ink3", wrap=True)
        self.add(holder(row(always, None, self.setup, spacing=8)), wide=True)

    # What is chosen

    def _remember(self) -> None:
        """As it was the last time; the sizes of the owner's paper at first."""
        sizes, sheets = {str(one): one for one in EnvelopeSize}, {one.key for one in LABEL_SHEETS}
        self.envelope.set_value(sizes.get(self._remembered.chosen("envelope"), own_envelope(self._owner)))
        key = self._remembered.chosen("labels")
        self.sheet.set_value(key if key in sheets else own_labels(self._owner).key)
        self.what.set_value(LABELS if self._remembered.chosen("envelope_or_labels") == LABELS else ENVELOPE)
        first = self._remembered.chosen(f"next.{self.sheet.value()}")
        self.first.setMaximum(self._labels().count)
        self.first.setValue(int(first) if first.isdecimal() else 1)

    def _keep_choices(self) -> None:
        self._remembered.set_chosen("envelope_or_labels", str(self.what.value()))
        self._remembered.set_chosen("envelope", str(self.envelope.value()))
        self._remembered.set_chosen("labels", str(self.sheet.value()))

    def _keep_next_label(self) -> None:
        """Where the sheet is free once these labels are off it; a full one is followed by a new one."""
        after = (self.first.value() - 1 + len(self._clients)) % self._labels().count + 1
        self._remembered.set_chosen(f"next.{self.sheet.value()}", str(after))

    def _labels(self) -> LabelSheet:
        return next(one for one in LABEL_SHEETS if one.key == self.sheet.value())

    def _chosen_size(self) -> EnvelopeSize:
        return EnvelopeSize(str(self.envelope.value()))

    def _medium(self) -> str:
        if self.what.value() == LABELS:
            return labels_medium(self._labels())
        return envelope_medium(self._chosen_size())

    # The page

    def _show(self) -> None:
        labels = self.what.value() == LABELS
        self._size.setVisible(not labels)
        self._sheet.setVisible(labels)
        self._first.setVisible(labels)
        self.first.setMaximum(self._labels().count)
        self.page.set_sheet(self._labels() if labels else None, self.first.value())
        self._trying()

    def _trying(self) -> list[bytes]:
        """The PDFs as they would be printed now, shown; none where something can't be printed, with the reason."""
        at_rest()
        try:
            pdfs = self._draw()
        except LetterRefused as error:
            self._show_trouble(wording.sentence(error))
            return []
        self._show_trouble("")
        self.page.set_image(picture(pdfs[0], 0, 2 * self.page.pixel_width()), _("As it will be printed"))
        return pdfs

    def _show_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self.open_client.setVisible(bool(text))
        self.primary.setEnabled(not text)
        self.page.setVisible(not text)
        if text:
            self.page.set_image(QImage())

    def _draw(self) -> list[bytes]:
        if self.what.value() == LABELS:
            return [draw_labels(self._owner, self._clients, self._labels(), self.first.value())]
        size, pdfs = self._chosen_size(), []
        for client in self._clients:
            language = self._languages.get(client.id, client.language)
            try:
                pdfs.append(draw_envelope(self._owner, client, language, size))
            except LetterRefused as refused:
                raise LetterRefused(refused.code, **refused.details, client=client.name) from None
        return pdfs

    # Acting

    def touched(self) -> bool:
        return False  # a choice here is no writing that could be lost

    def save(self) -> bool:
        """Prints; without a printer it's offered as a file. False while nothing was done."""
        pdfs = self._trying()
        if not pdfs:
            return False
        self._keep_choices()
        labels = self.what.value() == LABELS
        name = self._letters[0].number if len(self._letters) == 1 else _("Labels") if labels else _("Envelopes")
        done, printer = print_pdf(self, pdfs, name, self._medium())
        if done is Printed.NO_PRINTER:
            return self._save_file(pdfs, "labels" if labels else "envelope")
        if done is not Printed.YES:
            if done is Printed.FAILED:
                self._desk.say(_("The printer did not take it."), failed=True)
            return False
        amiss = keep(self._desk, LetterEventKind.ENVELOPED, *((letter.id, printer) for letter in self._letters))
        n = len(self._clients)
        if labels:
            self._keep_next_label()
            said = ngettext("{n} label went to the printer.", "{n} labels went to the printer.", n)
        else:
            said = ngettext("{n} envelope went to the printer.", "{n} envelopes went to the printer.", n)
        self._desk.say(f"{said} {amiss}".strip())
        return True

    def _save_file(self, pdfs: list[bytes], what: str) -> bool:
        """Without a client's name in the file's, as everywhere."""
        from evenhand.actions.copies import write_whole

        proposed = f"{self._letters[0].number}_{what}.pdf" if len(self._letters) == 1 else f"{what}.pdf"
        path = ask_where(self, _("There is no printer here: save it as PDF"), proposed)
        if path is None:
            return False
        try:
            saved = write_whole(_one(pdfs), path)
        except wording.KNOWN_ERRORS as error:
            tell(self._desk, error)
            return False
        say_saved(self._desk, _("Printed nothing. Saved {name}.").format(name=saved.name), "", saved)
        return True

    def _show_client(self) -> None:
        self.reject()
        self._desk.go(Place.CLIENTS, self._clients[0].id)

    def _set_up_page(self) -> None:
        PageSetup(self._desk, self, self._medium()).open()


def envelope_form(
    desk: Desk, client_ids: Sequence[int], parent: QWidget, letters: Sequence[Letter] = ()
) -> EnvelopeForm | None:
    """The form, or None while there is no sender to put on an envelope, which one line then says."""
    try:
        return EnvelopeForm(desk, client_ids, parent, letters=letters)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return None


def _one(pdfs: list[bytes]) -> bytes:
    """All pages in one PDF."""
    if len(pdfs) == 1:
        return pdfs[0]
    import pypdfium2

    whole, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for pdf in pdfs:
        part = pypdfium2.PdfDocument(pdf)
        whole.import_pages(part)
        part.close()
    whole.save(out)
    whole.close()
    return out.getvalue()
