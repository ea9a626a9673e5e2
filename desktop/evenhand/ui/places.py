"""The places of the window and what shows them, each imported when it's first opened."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evenhand.ui.desk import Desk, Place


def _today(desk: Desk) -> QWidget:
    from evenhand.ui.today_screen import TodayScreen

    return TodayScreen(desk)


def _clients(desk: Desk) -> QWidget:
    from evenhand.ui.clients_screen import ClientsScreen

    return ClientsScreen(desk)


def _intake(desk: Desk) -> QWidget:
    from evenhand.ui.intake_screen import IntakeScreen

    return IntakeScreen(desk)


def _cases(desk: Desk) -> QWidget:
    from evenhand.ui.cases_screen import CasesScreen

    return CasesScreen(desk)


def _case(desk: Desk) -> QWidget:
    from evenhand.ui.case_screen import CaseScreen

    return CaseScreen(desk)


def _letters(desk: Desk) -> QWidget:
    from evenhand.ui.letters_screen import LettersScreen

    return LettersScreen(desk)


def _letter(desk: Desk) -> QWidget:
    from evenhand.ui.letter_screen import LetterScreen

    return LetterScreen(desk)


def _bonuses(desk: Desk) -> QWidget:
    from evenhand.ui.bonuses_screen import BonusesScreen

    return BonusesScreen(desk)


def _business(desk: Desk) -> QWidget:
    from evenhand.ui.business_screen import BusinessScreen

    return BusinessScreen(desk)


def _texts(desk: Desk) -> QWidget:
    from evenhand.ui.texts_screen import TextsScreen

    return TextsScreen(desk)


def _calculators(desk: Desk) -> QWidget:
    from evenhand.ui.calculators_screen import CalculatorsScreen

    return CalculatorsScreen(desk)


def _rules(desk: Desk) -> QWidget:
    from evenhand.ui.rules_screen import RulesScreen

    return RulesScreen(desk)


def _rule_clients(desk: Desk) -> QWidget:
    from evenhand.ui.rule_clients_screen import RuleClientsScreen

    return RuleClientsScreen(desk)


def _data(desk: Desk) -> QWidget:
    from evenhand.ui.data_screen import DataScreen

    return DataScreen(desk)


# A place, the screen that shows it (built when first opened) and the sidebar entry that it belongs to.
SCREENS: dict[Place, tuple[Callable[[Desk], QWidget], Place]] = {
    Place.TODAY: (_today, Place.TODAY),
    Place.CLIENTS: (_clients, Place.CLIENTS),
    Place.INTAKE: (_intake, Place.CLIENTS),
    Place.CASES: (_cases, Place.CASES),
    Place.CASE: (_case, Place.CASES),
    Place.LETTERS: (_letters, Place.LETTERS),
    Place.LETTER: (_letter, Place.LETTERS),
    Place.BONUSES: (_bonuses, Place.BONUSES),
    Place.BUSINESS: (_business, Place.BUSINESS),
    Place.TEXTS: (_texts, Place.BUSINESS),
    Place.CALCULATORS: (_calculators, Place.CALCULATORS),
    Place.RULES: (_rules, Place.RULES),
    Place.RULE_CLIENTS: (_rule_clients, Place.RULES),
    Place.DATA: (_data, Place.BUSINESS),
}
