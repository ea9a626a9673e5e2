"""An issued letter handed to the system's mail program as a draft. Evenhand itself sends nothing."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from evenhand import actions
from evenhand.domain.records import Letter, LetterEventKind
from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.letter_copies import FAILURES, show_in_folder, tell
from evenhand.ui.letter_history import keep
from evenhand.ui.mail_drafts import drafts_folder


def hand_over(desk: Desk, letter: Letter) -> bool:
    """Writes the draft and opens it with the system's mail program. False when no program took it.

    When it can't be written one line says why, and that counts as taken: there is nothing else to offer.
    """
    folder, name = drafts_folder(), actions.email_name(desk.book, letter_id=letter.id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        draft = actions.save_email(desk.book, letter_id=letter.id, path=folder / name)
    except FAILURES as error:
        tell(desk, error)
        return True
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))):
        draft.unlink(missing_ok=True)
        return False
    amiss = keep(desk, LetterEventKind.DRAFTED, (letter.id, draft.name))
    text = _("{number} is with your mail program as a draft, the PDF beside it.").format(number=letter.number)
    if not desk.book.clients.get(letter.client_id).email:
        text = _("{number} is with your mail program as a draft. Fill in To: no e-mail address is known.").format(
            number=letter.number
        )
    desk.say(f"{text} {amiss}".strip(), _("Show in folder"), lambda: show_in_folder(draft))
    return True
