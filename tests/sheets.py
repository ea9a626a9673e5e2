"""Every sheet of the window, built as the screens build it, on a book that holds something of each kind."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from evenhand import actions
from evenhand.domain.options import CaseOption
from evenhand.domain.parting import Parting
from evenhand.domain.records import Remedy
from evenhand.storage.book import Book
from evenhand.storage.import_undo import TakenBack
from evenhand.storage.imports import ImportDone
from evenhand.storage.keys import BookKey
from evenhand.storage.suggestions import Delivered
from evenhand.ui.desk import Desk

Build = Callable[[Desk, QWidget], QDialog]


def _client(book: Book) -> Any:
    return book.clients.get(book.clients.ids()[0])


def _id(book: Book, table: str, condition: str = "1") -> int:
    found = book.connection.value(f"SELECT min(id) FROM {table} WHERE {condition}")
    assert found is not None, table
    return int(found)


def _case(book: Book) -> Any:
    return book.cases.get(_id(book, "cases", "closed_on IS NULL"))


def _delivered(book: Book) -> Delivered:
    order = book.orders.get(_id(book, "orders", "delivered_on IS NOT NULL"))
    client = book.clients.get(order.client_id)
    return Delivered(order.id, order.number, order.what, order.delivered_on, client.id, client.name, client.language)


def _facts(desk: Desk) -> Any:
    from evenhand.ui.case_facts import read_case

    return read_case(desk.book, _case(desk.book).id, desk.today())


def _money(name: str) -> Build:
    def build(desk: Desk, over: QWidget) -> QDialog:
        from evenhand.ui import extend_form, part_kindly, part_kindly_card, voiding

        book = desk.book
        match name:
            case "ExtendForm":
                row = next(one for one in book.bonuses.rows() if one.left and one.until)
                return extend_form.ExtendForm(desk, row, over)
            case "VoidForm":
                letter = next(one.letter for one in book.letters.rows(limit=50) if one.letter.voided_on is None)
                return voiding.VoidForm(desk, letter, over)
            case "PartedForm":
                parting = Parting(0, _client(book).id, desk.today())
                return part_kindly_card.PartedForm(desk, _client(book).name, parting, over)
            case _:
                proposal = actions.parting_proposal(book, client_id=_client(book).id, today=desk.today())
                return part_kindly.PartKindlyForm(desk, proposal, None, over)

    return build


def _of_case(name: str) -> Build:
    def build(desk: Desk, over: QWidget) -> QDialog:
        from evenhand.ui import case_form, line_pane, option_form, quick_path, rule_advice, turn_form

        case, client = _case(desk.book), _client(desk.book)
        match name:
            case "CaseForm":
                return case_form.CaseForm(desk, client.id, parent=over)
            case "LineSheet":
                return line_pane.LineSheet(desk, case.client_id, case.id, over)
            case "OptionForm":
                new = CaseOption(0, case.id, 0, Remedy.OTHER, "")
                return option_form.OptionForm(desk, _facts(desk), new, None, over)
            case "QuickPathForm":
                return quick_path.QuickPathForm(desk, over)
            case "AdviceSheet":
                return rule_advice.AdviceSheet(desk, case.client_id, case.id, over)
            case _:
                return turn_form.TurnForm(desk, over, _facts(desk))

    return build


def _of_client(name: str) -> Build:
    def build(desk: Desk, over: QWidget) -> QDialog:
        from evenhand.ui import (
            client_copy_form,
            client_form,
            contact_form,
            envelope_form,
            erase_form,
            flag_form,
            letter_form,
            not_now_form,
            order_form,
            plain_client_form,
            promise_form,
            signal_forms,
            subject_access_form,
            suggestion_forms,
        )

        book = desk.book
        client = _client(book)
        match name:
            case "ClientForm":
                return client_form.ClientForm(desk, client, parent=over)
            case "PlainClientForm":
                return plain_client_form.PlainClientForm(desk, book.intakes.get(_id(book, "intakes")), over)
            case "NotNowForm":
                return not_now_form.NotNowForm(desk, book.intakes.get(_id(book, "intakes")), over)
            case "ContactForm":
                return contact_form.ContactForm(desk, client, lambda: time(9), over)
            case "EnvelopeForm":
                return envelope_form.EnvelopeForm(desk, [client.id], over)
            case "FlagForm":
                return flag_form.FlagForm(desk, client, over)
            case "LetterForm":
                return letter_form.LetterForm(desk, client.id, over)
            case "OrderForm":
                return order_form.OrderForm(desk, client, parent=over)
            case "PromiseForm":
                return promise_form.PromiseForm(desk, over, client.id)
            case "NewDayForm":
                return promise_form.NewDayForm(desk, over, book.promises.get(_id(book, "promises", "ended_on IS NULL")))
            case "AskForm":
                return signal_forms.AskForm(desk, over, _delivered(book))
            case "HeardForm":
                return signal_forms.HeardForm(desk, over, _delivered(book))
            case "SuggestionForm":
                return suggestion_forms.SuggestionForm(desk, over, client.id)
            case "AnswerForm":
                return suggestion_forms.AnswerForm(desk, over, _id(book, "suggestions"))
            case "ClientCopyForm":
                return client_copy_form.ClientCopyForm(desk, client.id, over)
            case "SubjectAccessForm":
                return subject_access_form.SubjectAccessForm(desk, client.id, over)
            case _:
                return erase_form.EraseForm(desk, client.id, over)

    return build


def _of_book(name: str) -> Build:
    def build(desk: Desk, over: QWidget) -> QDialog:
        from evenhand.ui import (
            country_facts,
            criteria_list,
            export_sheet,
            how_we_work,
            import_sheet,
            import_undo,
            page_setup,
            passphrase_form,
            problem_report,
            question_list,
            recovery_form,
            restore_form,
            wipe_form,
        )

        match name:
            case "CountryFactsForm":
                return country_facts.CountryFactsForm(desk.book, desk.today(), "GB", parent=over)
            case "CriteriaForm":
                return criteria_list.CriteriaForm(desk, over)
            case "QuestionListForm":
                return question_list.QuestionListForm(desk, over)
            case "ExportSheet":
                return export_sheet.ExportSheet(desk, over)
            case "ImportSheet":
                return import_sheet.ImportSheet(desk, over)
            case "UndoSheet":
                done = ImportDone(1, datetime(2026, 11, 20, tzinfo=UTC), "people.csv", 1, 0, 0)
                return import_undo.UndoSheet(desk, done, TakenBack(1, 0, ((1, _client(desk.book).name),)), over)
            case "HowWeWork":
                return how_we_work.HowWeWork(desk, "en", over)
            case "PageSetup":
                return page_setup.PageSetup(desk, over)
            case "PassphraseForm":
                return passphrase_form.PassphraseForm(desk, over)
            case "RemoveForm":
                return passphrase_form.RemoveForm(desk, over)
            case "_AskForm":
                return recovery_form._AskForm(desk, over)
            case "_CodeForm":
                return recovery_form._CodeForm(desk, BookKey(bytes(32), bytes(16)), over, "")
            case "RestoreForm":
                folder = desk.book.path.parent if desk.book.path else Path("/nowhere")
                given = {"today": desk.today, "key": None, "typed": "", "desk": desk}
                return restore_form.RestoreForm(folder, over, lambda _outcome: None, **given)
            case "ProblemReport":
                return problem_report.ProblemReport(desk, over)
            case _:
                return wipe_form.WipeForm(desk, over)

    return build


_KINDS: dict[Callable[[str], Build], str] = {
    _money: "ExtendForm VoidForm PartedForm PartKindlyForm",
    _of_case: "CaseForm LineSheet OptionForm QuickPathForm AdviceSheet TurnForm",
    _of_client: """ClientForm PlainClientForm NotNowForm ContactForm EnvelopeForm FlagForm LetterForm OrderForm
        PromiseForm NewDayForm AskForm HeardForm SuggestionForm AnswerForm ClientCopyForm SubjectAccessForm
        EraseForm""",
    _of_book: """CountryFactsForm CriteriaForm QuestionListForm ExportSheet ImportSheet UndoSheet HowWeWork PageSetup
        PassphraseForm RemoveForm _AskForm _CodeForm RestoreForm ProblemReport WipeForm""",
}

# By the name of its class.
SHEETS: dict[str, Build] = {name: kind(name) for kind, names in _KINDS.items() for name in names.split()}
