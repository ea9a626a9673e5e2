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
from evenhand.actions.cases import choose_bonus, choose_gift, choose_refund, open_case, states_of
from evenhand.actions.copies import copy_name, save_copy
from evenhand.actions.drafts import prefilled, start_letter
from evenhand.actions.emails import email_draft, email_name, plain_text, save_email
from evenhand.actions.issuing import issue_letter
from evenhand.actions.letters import letter_facts, letter_situation
from evenhand.actions.texts import save_letter_text, suggested_text
from evenhand.actions.voiding import LeftByVoiding, answered_without, left_by_voiding, replace_letter, void_letter

__all__ = [
    "LeftByVoiding",
    "answered_without",
    "cancel_bonus",
    "choose_bonus",
    "choose_gift",
    "choose_refund",
    "copy_name",
    "earlier_bonus",
    "email_draft",
    "email_name",
    "exchange_bonus",
    "extend_bonus",
    "issue_letter",
    "left_by_voiding",
    "letter_facts",
    "letter_situation",
    "open_case",
    "plain_text",
    "prefilled",
    "redeem_bonus",
    "replace_letter",
    "save_copy",
    "save_email",
    "save_letter_text",
    "settle_earlier_bonus",
    "start_letter",
    "states_of",
    "suggested_text",
    "take_back_redemption",
    "void_letter",
]
