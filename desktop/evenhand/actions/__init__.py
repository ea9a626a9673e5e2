"""What the owner can do that touches more than one thing: one function per intention, each all or nothing.

Each takes the book and, by keyword, what it's about. Those with an `operation_id` are safe to repeat: the same id
does nothing a second time and gives what the first time gave.
"""

from evenhand.actions.bonuses import (
    cancel_bonus,
    earlier_bonus,
    exchange_bonus,
    extend_bonus,
    redeem_bonus,
    settle_earlier_bonus,
    take_back_redemption,
)
from evenhand.actions.cases import (
    bring_back,
    choose_bonus,
    choose_gift,
    choose_refund,
    misfits_of,
    open_case,
    states_of,
)
from evenhand.actions.closing import close_case, open_again
from evenhand.actions.copies import copy_name, save_copy
from evenhand.actions.drafts import start_letter
from evenhand.actions.economics import economics_of
from evenhand.actions.emails import email_draft, email_name, plain_text, save_email
from evenhand.actions.issuing import issue_letter
from evenhand.actions.keeping_in_touch import (
    ToGreet,
    drop_follow_up,
    follow_up_done,
    follow_up_not_done,
    greeted,
    greeting_for,
    people_to_greet,
    plan_follow_up,
    put_back_door,
    restore_follow_up,
    set_door,
)
from evenhand.actions.letters import letter_facts, letter_situation, prefilled, typed_on
from evenhand.actions.line import facts_pack, the_line
from evenhand.actions.load import (
    day_free_of_new_clients,
    keep_day_free,
    load_line,
    put_load_aside,
    take_back_load_answer,
)
from evenhand.actions.options import (
    choose_option,
    drop_option,
    hour_rate,
    move_option,
    put_back_agreed,
    put_option_back,
    save_option,
    take_back_choice,
)
from evenhand.actions.outcomes import note_outcome, take_back_outcome
from evenhand.actions.parting import part_kindly
from evenhand.actions.parting_terms import OpenBonus, OrderLeft, Proposal, parting_proposal
from evenhand.actions.promises import (
    break_promise,
    cancel_promise,
    keep_promise,
    make_promise,
    move_promise,
    reopen_promise,
    take_back_move,
)
from evenhand.actions.quick_path import QuickEnd, quick_path, take_back_quick_path
from evenhand.actions.suggestions import (
    answer_suggestion,
    ask_order,
    drop_suggestion,
    heard_case,
    heard_praise,
    heard_suggestion,
    note_suggestion,
    nothing_heard,
    orders_to_ask,
    orders_waiting,
    put_back_asked,
    put_back_suggestion,
    restore_suggestion,
)
from evenhand.actions.texts import save_letter_text, suggested_text
from evenhand.actions.turns import give_turn, mark_answered, take_back_answer
from evenhand.actions.voiding import LeftByVoiding, answered_without, left_by_voiding, replace_letter, void_letter

__all__ = [
    "LeftByVoiding",
    "OpenBonus",
    "OrderLeft",
    "Proposal",
    "QuickEnd",
    "ToGreet",
    "answer_suggestion",
    "answered_without",
    "ask_order",
    "break_promise",
    "bring_back",
    "cancel_bonus",
    "cancel_promise",
    "choose_bonus",
    "choose_gift",
    "choose_option",
    "choose_refund",
    "close_case",
    "copy_name",
    "day_free_of_new_clients",
    "drop_follow_up",
    "drop_option",
    "drop_suggestion",
    "earlier_bonus",
    "economics_of",
    "email_draft",
    "email_name",
    "exchange_bonus",
    "extend_bonus",
    "facts_pack",
    "follow_up_done",
    "follow_up_not_done",
    "give_turn",
    "greeted",
    "greeting_for",
    "heard_case",
    "heard_praise",
    "heard_suggestion",
    "hour_rate",
    "issue_letter",
    "keep_day_free",
    "keep_promise",
    "left_by_voiding",
    "letter_facts",
    "letter_situation",
    "load_line",
    "make_promise",
    "mark_answered",
    "misfits_of",
    "move_option",
    "move_promise",
    "note_outcome",
    "note_suggestion",
    "nothing_heard",
    "open_again",
    "open_case",
    "orders_to_ask",
    "orders_waiting",
    "part_kindly",
    "parting_proposal",
    "people_to_greet",
    "plain_text",
    "plan_follow_up",
    "prefilled",
    "put_back_agreed",
    "put_back_asked",
    "put_back_door",
    "put_back_suggestion",
    "put_load_aside",
    "put_option_back",
    "quick_path",
    "redeem_bonus",
    "reopen_promise",
    "replace_letter",
    "restore_follow_up",
    "restore_suggestion",
    "save_copy",
    "save_email",
    "save_letter_text",
    "save_option",
    "set_door",
    "settle_earlier_bonus",
    "start_letter",
    "states_of",
    "suggested_text",
    "take_back_answer",
    "take_back_choice",
    "take_back_load_answer",
    "take_back_move",
    "take_back_outcome",
    "take_back_quick_path",
    "take_back_redemption",
    "the_line",
    "typed_on",
    "void_letter",
]
