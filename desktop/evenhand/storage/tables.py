"""The peewee tables: what the sections write through. They never leave this package, and no migration imports them.

Column names equal the records' field names. Nothing is bound to a database; each query is told which one.
Loaded with the first write: reading does without peewee, and so does the window until then.
"""

from peewee import BlobField, CompositeKey, IntegerField, Model, TextField


class _Strict(Model):
    class Meta:
        strict_tables = True
        legacy_table_names = False


class Owner(_Strict):
    phone = TextField()
    email = TextField()
    country = TextField()
    currency = TextField()
    accent = TextField()
    logo = BlobField(null=True)
    signature = BlobField(null=True)
    bonus_share = TextField()
    bonus_months = IntegerField()
    bonus_round_to = TextField(null=True)
    answer_days = IntegerField()
    envelope = TextField()
    paper = TextField()
    hour_rate = TextField(null=True)
    usual_margin = TextField(null=True)
    touch_months = IntegerField()
    ask_after = IntegerField()
    ask_words = TextField()
    keep_years = IntegerField()

    class Meta:
        table_name = "owner"


class Letterhead(_Strict):
    language = TextField()
    business_name = TextField()
    owner_name = TextField()
    role = TextField()
    tagline = TextField()
    address_lines = TextField()
    legal_line = TextField()
    sums_in_words = IntegerField()

    class Meta:
        table_name = "letterheads"


class Client(_Strict):
    name = TextField()
    salutation = TextField()
    address_name = TextField()
    address_lines = TextField()
    country = TextField()
    phone = TextField()
    email = TextField()
    language = TextField()
    currency = TextField()
    standing = TextField()
    valued = IntegerField()
    since = TextField(null=True)
    archived = IntegerField()
    left_alone = IntegerField()
    sort_key = BlobField()
    folded = TextField()
    folded_name = TextField()

    class Meta:
        table_name = "clients"


class Order(_Strict):
    client_id = IntegerField()
    number = TextField()
    ordered_on = TextField()
    what = TextField()
    total = IntegerField()
    paid = IntegerField()
    cost = IntegerField(null=True)
    delivered_on = TextField(null=True)
    currency = TextField()
    folded = TextField()

    class Meta:
        table_name = "orders"


class Case(_Strict):
    number = TextField()
    client_id = IntegerField()
    order_id = IntegerField()
    title = TextField()
    received_on = TextField()
    words = TextField()
    cause = TextField(null=True)
    responsibility = TextField(null=True)
    finding = TextField()
    change = TextField()
    answered_on = TextField(null=True)
    remedy = TextField(null=True)
    remedy_what = TextField()
    remedy_by = TextField(null=True)
    remedy_cost = IntegerField(null=True)
    compensation_skipped = IntegerField()
    double_skipped = IntegerField()
    outcome = TextField(null=True)
    closed_on = TextField(null=True)
    currency = TextField(null=True)
    operation_id = TextField(null=True)
    whys = TextField()
    option_id = IntegerField(null=True)
    chosen_by = TextField(null=True)
    change_in = TextField()
    changed_on = TextField(null=True)

    class Meta:
        table_name = "cases"


class CaseOption(_Strict):
    case_id = IntegerField()
    place = IntegerField()
    remedy = TextField()
    title = TextField()
    details = TextField()
    by = TextField(null=True)
    at = TextField(null=True)
    effort = TextField(null=True)
    effort_what = TextField()
    materials = IntegerField(null=True)
    minutes = IntegerField()
    cost_stated = IntegerField(null=True)
    worth = IntegerField(null=True)
    discount = TextField(null=True)
    offered = IntegerField()
    currency = TextField(null=True)

    class Meta:
        table_name = "case_options"


class TurnChange(_Strict):
    case_id = IntegerField()
    turn = TextField()
    since = TextField()
    note = TextField()
    letter_id = IntegerField(null=True)

    class Meta:
        table_name = "case_turns"


class Question(_Strict):
    place = IntegerField()
    text = TextField()

    class Meta:
        table_name = "questions"


class CaseQuestion(_Strict):
    case_id = IntegerField()
    asked_on = TextField()
    question = TextField()
    answer = TextField()

    class Meta:
        table_name = "case_questions"


class Claim(_Strict):
    case_id = IntegerField()
    said_on = TextField()
    what = TextField()
    amount = IntegerField(null=True)
    met_on = TextField(null=True)
    currency = TextField(null=True)

    class Meta:
        table_name = "case_claims"


class Promise(_Strict):
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    option_id = IntegerField(null=True)
    what = TextField()
    made_on = TextField()
    first_due = TextField()
    due_on = TextField()
    due_at = TextField(null=True)
    ended_on = TextField(null=True)
    ending = TextField(null=True)
    operation_id = TextField(null=True)

    class Meta:
        table_name = "promises"


class PromiseMove(_Strict):
    promise_id = IntegerField()
    moved_on = TextField()
    from_day = TextField()
    to_day = TextField()

    class Meta:
        table_name = "promise_moves"


class FollowUp(_Strict):
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    due_on = TextField()
    what = TextField()
    done_on = TextField(null=True)
    heard = IntegerField(null=True)

    class Meta:
        table_name = "follow_ups"


class Door(_Strict):
    client_id = IntegerField(primary_key=True)
    closed = IntegerField()
    months = IntegerField()
    set_on = TextField()

    class Meta:
        table_name = "doors"


class Parting(_Strict):
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    order_id = IntegerField(null=True)
    decided_on = TextField()
    accepted = IntegerField(null=True)
    operation_id = TextField()
    currency = TextField(null=True)

    class Meta:
        table_name = "partings"


class PartingItem(_Strict):
    parting_id = IntegerField()
    what = TextField()
    done_on = TextField(null=True)

    class Meta:
        table_name = "parting_items"


class Refund(_Strict):
    case_id = IntegerField(primary_key=True)
    amount = IntegerField()
    method = TextField()
    pay_by = TextField()
    share = TextField(null=True)
    what_for = TextField()
    currency = TextField()

    class Meta:
        table_name = "case_refunds"


class BonusOffer(_Strict):
    case_id = IntegerField(primary_key=True)
    amount = IntegerField()
    valid_until = TextField(null=True)
    share = TextField()
    months = IntegerField()
    round_to = TextField(null=True)
    nature = TextField()
    currency = TextField()

    class Meta:
        table_name = "case_bonuses"


class Gift(_Strict):
    case_id = IntegerField(primary_key=True)
    what = TextField()
    cost = IntegerField()
    currency = TextField()

    class Meta:
        table_name = "case_gifts"


class Interaction(_Strict):
    client_id = IntegerField()
    happened_at = TextField()
    channel = TextField()
    direction = TextField()
    summary = TextField()
    order_id = IntegerField(null=True)
    case_id = IntegerField(null=True)

    class Meta:
        table_name = "interactions"


class ComfortFlag(_Strict):
    client_id = IntegerField(primary_key=True)
    comfort = TextField()
    set_on = TextField()
    reason = TextField()

    class Meta:
        table_name = "comfort_flags"


class ComfortMark(_Strict):
    interaction_id = IntegerField(primary_key=True)
    comfort = TextField()
    reasons = TextField()
    note = TextField()

    class Meta:
        table_name = "comfort_marks"


class PrivateNote(_Strict):
    client_id = IntegerField(primary_key=True)
    note = TextField()

    class Meta:
        table_name = "private_notes"


class ComfortOnOption(_Strict):
    option_id = IntegerField(primary_key=True)
    comfort = TextField()

    class Meta:
        table_name = "comfort_on_options"


class ComfortOnCase(_Strict):
    case_id = IntegerField(primary_key=True)
    comfort = TextField()
    note = TextField()

    class Meta:
        table_name = "comfort_on_cases"


class LetterDraft(_Strict):
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    kind = TextField()
    language = TextField()
    subject = TextField()
    body = TextField()
    edited = IntegerField()
    saved_at = TextField(null=True)
    written_kind = TextField(null=True)
    written_language = TextField()
    stated = TextField()
    bonus_id = IntegerField(null=True)
    replaces_id = IntegerField(null=True)
    typed = TextField()
    kept = TextField()

    class Meta:
        table_name = "letter_drafts"


class Counter(_Strict):
    series = TextField()
    year = IntegerField()
    last = IntegerField()

    class Meta:
        table_name = "counters"
        primary_key = False


class Letter(_Strict):
    number = TextField()
    series = TextField()
    year = IntegerField()
    sequence = IntegerField()
    kind = TextField()
    language = TextField()
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    issued_on = TextField()
    subject = TextField()
    body = TextField()
    snapshot = TextField()
    amount = IntegerField(null=True)
    currency = TextField(null=True)
    pdf = BlobField()
    sha256 = TextField()
    facts_sha256 = TextField()
    prev_sha256 = TextField()
    operation_id = TextField()
    app_version = TextField()
    template_version = TextField()
    bonus_id = IntegerField(null=True)
    replaces_id = IntegerField(null=True)

    class Meta:
        table_name = "letters"


class LetterVoid(_Strict):
    letter_id = IntegerField(primary_key=True)
    voided_on = TextField()
    void_reason = TextField()
    operation_id = TextField()

    class Meta:
        table_name = "letter_voids"


class LetterEvent(_Strict):
    letter_id = IntegerField()
    kind = TextField()
    happened_at = TextField()
    note = TextField()

    class Meta:
        table_name = "letter_events"


class LetterTextOfOwn(_Strict):
    language = TextField()
    kind = TextField()
    subject = TextField()
    body = TextField()
    base_version = IntegerField()
    unfinished_subject = TextField(null=True)
    unfinished_body = TextField(null=True)

    class Meta:
        table_name = "letter_texts"


class CountryFact(_Strict):
    country = TextField()
    topic = TextField()
    days = IntegerField(null=True)
    unit = TextField()
    first_day_counts = IntegerField()
    source = TextField()
    checked_on = TextField(null=True)

    class Meta:
        table_name = "country_facts"
        primary_key = False


class Bonus(_Strict):
    code = TextField()
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    letter_id = IntegerField()
    amount = IntegerField()
    granted_on = TextField()
    valid_until = TextField(null=True)
    nature = TextField()
    currency = TextField()

    class Meta:
        table_name = "bonuses"


class LedgerEntry(_Strict):
    bonus_id = IntegerField()
    kind = TextField()
    amount = IntegerField()
    entered_on = TextField()
    order_id = IntegerField(null=True)
    letter_id = IntegerField(null=True)
    reverses_id = IntegerField(null=True)
    valid_until = TextField(null=True)
    note = TextField()
    currency = TextField()
    operation_id = TextField()

    class Meta:
        table_name = "bonus_ledger"


class HouseRule(_Strict):
    place = IntegerField(null=True)
    is_on = IntegerField()
    body = TextField(null=True)
    base_version = IntegerField(null=True)

    class Meta:
        table_name = "house_rules"


class RuleAnswer(_Strict):
    rule_id = IntegerField()
    client_id = IntegerField()
    case_id = IntegerField(null=True)
    order_id = IntegerField(null=True)
    answered_on = TextField()
    until = TextField(null=True)

    class Meta:
        table_name = "rule_answers"


class GateAnswer(_Strict):
    client_id = IntegerField()
    gate = TextField()
    rule_id = IntegerField()
    rule_name = TextField()
    answer = TextField()
    answered_on = TextField()

    class Meta:
        table_name = "gate_answers"


class FitCriterion(_Strict):
    place = IntegerField()
    text = TextField()

    class Meta:
        table_name = "fit_criteria"


class Intake(_Strict):
    begun_on = TextField()
    name = TextField()
    reach = TextField()
    came_through = TextField()
    asks = TextField()
    client_id = IntegerField(null=True)
    ending = TextField(null=True)
    ended_on = TextField(null=True)
    reason = TextField()
    remind_on = TextField(null=True)

    class Meta:
        table_name = "intakes"


class IntakeAnswer(_Strict):
    intake_id = IntegerField()
    place = IntegerField()
    question = TextField()
    answer = TextField(null=True)
    note = TextField()

    class Meta:
        table_name = "intake_answers"


class CheckIn(_Strict):
    day = TextField(primary_key=True)
    comfort = TextField(null=True)

    class Meta:
        table_name = "check_ins"


class FlagSuggestion(_Strict):
    client_id = IntegerField(primary_key=True)
    comfort = TextField()
    answered_on = TextField()

    class Meta:
        table_name = "flag_suggestions"


class LoadLimits(_Strict):
    is_on = IntegerField()
    hard_contacts = IntegerField()
    late_entries = IntegerField()
    open_hard_cases = IntegerField()
    work_from = TextField()
    work_to = TextField()
    days_off = TextField()
    counted_from = TextField(null=True)

    class Meta:
        table_name = "load_limits"


class LoadAnswer(_Strict):
    answered_on = TextField()
    sign = TextField()
    counted = IntegerField()
    quiet_day = TextField(null=True)

    class Meta:
        table_name = "load_answers"


class OrderAsked(_Strict):
    order_id = IntegerField(primary_key=True)
    asked_on = TextField()
    heard = TextField(null=True)
    heard_on = TextField(null=True)
    words = TextField()

    class Meta:
        table_name = "orders_asked"


class Suggestion(_Strict):
    said_on = TextField()
    words = TextField()
    client_id = IntegerField(null=True)
    order_id = IntegerField(null=True)
    answered_on = TextField(null=True)
    answer = TextField()
    change = TextField()
    changed_on = TextField(null=True)

    class Meta:
        table_name = "suggestions"


class BookState(_Strict):
    book_id = TextField()
    writes = IntegerField()

    class Meta:
        table_name = "book_state"


class ClientUid(_Strict):
    client_id = IntegerField(primary_key=True)
    uid = TextField()

    class Meta:
        table_name = "client_uids"


class LostNumber(_Strict):
    series = TextField()
    year = IntegerField()
    sequence = IntegerField()
    noted_on = TextField()

    class Meta:
        table_name = "lost_numbers"
        primary_key = CompositeKey("series", "year", "sequence")


class Import(_Strict):
    done_at = TextField()
    source = TextField()
    added = IntegerField()
    updated = IntegerField()
    skipped = IntegerField()
    taken_back_at = TextField(null=True)
    operation_id = TextField()

    class Meta:
        table_name = "imports"


class ImportedClient(_Strict):
    import_id = IntegerField()
    client_id = IntegerField()
    before = TextField(null=True)

    class Meta:
        table_name = "imported_clients"
        primary_key = CompositeKey("import_id", "client_id")


class Erasure(_Strict):
    client_id = IntegerField(primary_key=True)
    uid = TextField()
    erased_on = TextField()
    keep_until = TextField()
    purged_on = TextField(null=True)

    class Meta:
        table_name = "erasures"


class LetterPurge(_Strict):
    letter_id = IntegerField(primary_key=True)
    purged_on = TextField()

    class Meta:
        table_name = "letter_purges"


ALL: tuple[type[_Strict], ...] = tuple(_Strict.__subclasses__())
NAMED = {model._meta.table_name: model for model in ALL}
