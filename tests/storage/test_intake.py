"""Intakes in the book, and who somebody new may be already."""

from datetime import date, datetime

import pytest

from evenhand.domain.intake import FitAnswer, FitCriterion, Intake, IntakeEnding
from evenhand.domain.records import Channel, Client, Direction, Interaction
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed

DAY = date(2026, 11, 20)


def add(book: Book, name: str, phone: str = "", email: str = "") -> int:
    return book.clients.add(Client(0, name, phone=phone, email=email)).id


def found(book: Book, name: str = "", phone: str = "", email: str = "") -> list[str]:
    return [one.client.name for one in book.clients.alike(name, phone, email)]


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("07700 900 412", "+44 7700 900412"),
        ("+44 7700 900412", "07700-900-412"),
        ("+44 (0)20 7946 0182", "7946 0182"),
        ("0044 7700 900412", "7700900412"),
    ],
)
def test_a_number_is_known_with_its_country_or_without(book: Book, known: str, typed: str) -> None:
    add(book, "Camille Durand", phone=known)
    add(book, "Somebody Else", phone="07700 900 999")
    assert found(book, phone=typed) == ["Camille Durand"]


@pytest.mark.parametrize("typed", ["", "412", "900412", "07700 900 41", "07700 900 4122"])
def test_half_a_number_or_another_one_is_nobodys(book: Book, typed: str) -> None:
    add(book, "Camille Durand", phone="07700 900 412")
    assert found(book, phone=typed) == []


@pytest.mark.parametrize("typed", ["Camille Durand", "camille  durand", "DURAND CAMILLE", "Çamille Dùrand"])
def test_a_name_is_known_in_any_case_order_and_with_any_marks(book: Book, typed: str) -> None:
    add(book, "Camille Durand")
    add(book, "Camille Durand-Martin")
    assert found(book, typed) == ["Camille Durand"]


@pytest.mark.parametrize("typed", ["Camille", "Durand", "Ca", "", '"', "* OR camille", "camille NEAR durand"])
def test_a_part_of_a_name_or_a_sign_is_nobodys(book: Book, typed: str) -> None:
    add(book, "Camille Durand")
    assert found(book, typed) == []


def test_an_address_is_known_whatever_its_case_and_only_whole(book: Book) -> None:
    add(book, "Camille Durand", email="camille@example.org")
    assert found(book, email="Camille@Example.org") == ["Camille Durand"]
    assert found(book, email="e@example.org") == []


def test_the_same_number_comes_before_a_namesake(book: Book) -> None:
    add(book, "Anna Ash")
    add(book, "Zoe Zimmer", phone="07700 900 412")
    assert found(book, "Anna Ash", "07700900412") == ["Zoe Zimmer", "Anna Ash"]


def test_five_namesakes_are_enough(book: Book) -> None:
    for _one in range(8):
        add(book, "Anna Ash")
    assert len(found(book, "Anna Ash")) == 5


def test_an_archived_client_is_known_too_with_their_last_word(book: Book) -> None:
    id_ = add(book, "Camille Durand")
    book.interactions.add(Interaction(0, id_, datetime(2023, 5, 4, 9, 0), Channel.PHONE, Direction.IN, "Rang"))
    book.clients.archive(id_)
    (one,) = book.clients.alike("Camille Durand")
    assert one.last_word == date(2023, 5, 4)


def test_a_question_has_one_answer_in_an_intake(book: Book) -> None:
    intake = book.intakes.add(Intake(0, DAY, "Camille"))
    book.intake_answers.ask(intake.id, ["Is it fine?", "And this?"])
    book.intake_answers.put(intake.id, 1, "Is it fine?", FitAnswer.YES, "so far")
    book.intake_answers.put(intake.id, 1, "Is it fine?", FitAnswer.NO, "")
    first, second = book.intake_answers.of_intake(intake.id)
    assert (first.question, first.answer, first.note) == ("Is it fine?", FitAnswer.NO, "")
    assert second.answer is None


def test_the_answers_go_with_an_intake_that_is_thrown_away(book: Book) -> None:
    intake = book.intakes.add(Intake(0, DAY))
    book.intake_answers.ask(intake.id, ["Is it fine?"])
    book.intakes.drop(intake.id)
    assert book.intake_answers.of_intake(intake.id) == []


def test_an_intake_ends_on_a_client_or_not_at_all(book: Book) -> None:
    with pytest.raises(StorageFailed):
        book.intakes.add(Intake(0, DAY, ending=IntakeEnding.WELCOME, ended_on=DAY))
    assert book.intakes.count_open() == 0


def test_what_was_asked_for_last_says_whether_a_client_was_turned_down(book: Book) -> None:
    id_ = add(book, "Camille Durand")
    assert not book.intakes.turned_down(id_)
    book.intakes.add(Intake(0, DAY, client_id=id_, ending=IntakeEnding.DECLINED, ended_on=DAY))
    book.intakes.add(Intake(0, DAY, client_id=id_))
    assert book.intakes.turned_down(id_)
    later = date(2026, 12, 1)
    book.intakes.add(Intake(0, later, client_id=id_, ending=IntakeEnding.WELCOME, ended_on=later))
    assert not book.intakes.turned_down(id_)


def test_the_owners_questions_are_put_in_order_changed_and_taken_out_at_once(book: Book) -> None:
    book.fit_criteria.write([(None, "One?"), (None, "Two?"), (None, "Three?")])
    one, _two, three = book.fit_criteria.all()
    book.fit_criteria.write([(three, "Three?"), (None, "New?"), (one, "One and only?")])
    assert [(found.place, found.text) for found in book.fit_criteria.all()] == [
        (1, "Three?"), (2, "New?"), (3, "One and only?"),
    ]  # fmt: skip
    with pytest.raises(StorageFailed):
        book.fit_criteria.write([(FitCriterion(three.id, 1, "Three?"), "Three?"), (None, " ")])
    assert len(book.fit_criteria.all()) == 3
