"""The fourth schema: first me. House rules and the answers to them, intake, check-ins, the load guard, suggestions.

Literal SQL, never edited after its release.
"""

COLUMNS = """
ALTER TABLE clients ADD COLUMN left_alone INTEGER NOT NULL DEFAULT 0 CHECK (left_alone IN (0, 1));
ALTER TABLE owner ADD COLUMN ask_after INTEGER NOT NULL DEFAULT 4 CHECK (ask_after >= 0);
ALTER TABLE owner ADD COLUMN ask_words TEXT NOT NULL DEFAULT '';
CREATE INDEX interactions_by_time ON interactions (happened_at);
CREATE INDEX hard_marks ON comfort_marks (comfort, interaction_id) WHERE comfort <> 'comfortable';
CREATE INDEX rude_marks ON comfort_marks (interaction_id) WHERE instr(reasons, '"rude"') > 0;
CREATE INDEX orders_delivered ON orders (delivered_on) WHERE delivered_on IS NOT NULL;
CREATE INDEX orders_unpaid ON orders (client_id) WHERE paid < total
"""

TABLES = """
CREATE TABLE house_rules (
    id INTEGER PRIMARY KEY,
    place INTEGER,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    body TEXT CHECK (json_valid(body)),
    base_version INTEGER,
    CHECK ((body IS NULL) = (base_version IS NULL))
) STRICT;

CREATE TABLE rule_answers (
    id INTEGER PRIMARY KEY,
    rule_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    order_id INTEGER REFERENCES orders (id),
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on),
    until TEXT CHECK (date(until) IS until)
) STRICT;
CREATE INDEX answers_to_rule ON rule_answers (client_id, rule_id);

CREATE TABLE gate_answers (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    gate TEXT NOT NULL,
    rule_id INTEGER NOT NULL,
    rule_name TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('go_on', 'part')),
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on)
) STRICT;
CREATE INDEX gate_answers_of_client ON gate_answers (client_id, gate);

CREATE TABLE fit_criteria (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL CHECK (place > 0),
    text TEXT NOT NULL CHECK (trim(text) <> '')
) STRICT;

CREATE TABLE intakes (
    id INTEGER PRIMARY KEY,
    begun_on TEXT NOT NULL CHECK (date(begun_on) IS begun_on),
    name TEXT NOT NULL,
    reach TEXT NOT NULL,
    came_through TEXT NOT NULL,
    asks TEXT NOT NULL,
    client_id INTEGER REFERENCES clients (id),
    ending TEXT CHECK (ending IN ('welcome', 'not_now', 'declined', 'skipped')),
    ended_on TEXT CHECK (date(ended_on) IS ended_on),
    reason TEXT NOT NULL,
    remind_on TEXT CHECK (date(remind_on) IS remind_on),
    CHECK ((ending IS NULL) = (ended_on IS NULL)),
    CHECK (ending IS NULL OR client_id IS NOT NULL)
) STRICT;
CREATE INDEX intakes_of_client ON intakes (client_id) WHERE client_id IS NOT NULL;

CREATE TABLE intake_answers (
    id INTEGER PRIMARY KEY,
    intake_id INTEGER NOT NULL REFERENCES intakes (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place > 0),
    question TEXT NOT NULL,
    answer TEXT CHECK (answer IN ('yes', 'unsure', 'no')),
    note TEXT NOT NULL,
    UNIQUE (intake_id, question)
) STRICT;

CREATE TABLE check_ins (
    day TEXT PRIMARY KEY CHECK (date(day) IS day),
    comfort TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE flag_suggestions (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id),
    comfort TEXT NOT NULL,
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on)
) STRICT;

CREATE TABLE load_limits (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    hard_contacts INTEGER NOT NULL CHECK (hard_contacts > 0),
    late_entries INTEGER NOT NULL CHECK (late_entries > 0),
    open_hard_cases INTEGER NOT NULL CHECK (open_hard_cases > 0),
    work_from TEXT NOT NULL CHECK (strftime('%H:%M', work_from) IS work_from),
    work_to TEXT NOT NULL CHECK (strftime('%H:%M', work_to) IS work_to),
    days_off TEXT NOT NULL CHECK (json_valid(days_off)),
    counted_from TEXT CHECK (date(counted_from) IS counted_from)
) STRICT;

CREATE TABLE load_answers (
    id INTEGER PRIMARY KEY,
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on),
    sign TEXT NOT NULL,
    counted INTEGER NOT NULL,
    quiet_day TEXT CHECK (date(quiet_day) IS quiet_day)
) STRICT;

CREATE TABLE orders_asked (
    order_id INTEGER PRIMARY KEY REFERENCES orders (id),
    asked_on TEXT NOT NULL CHECK (date(asked_on) IS asked_on),
    heard TEXT CHECK (heard IN ('praise', 'suggestion', 'case', 'nothing')),
    heard_on TEXT CHECK (date(heard_on) IS heard_on),
    words TEXT NOT NULL,
    CHECK ((heard IS NULL) = (heard_on IS NULL))
) STRICT;

CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY,
    said_on TEXT NOT NULL CHECK (date(said_on) IS said_on),
    words TEXT NOT NULL CHECK (trim(words) <> ''),
    client_id INTEGER REFERENCES clients (id),
    order_id INTEGER REFERENCES orders (id),
    answered_on TEXT CHECK (date(answered_on) IS answered_on),
    answer TEXT NOT NULL,
    change TEXT NOT NULL,
    changed_on TEXT CHECK (date(changed_on) IS changed_on)
) STRICT;
CREATE INDEX suggestions_to_answer ON suggestions (said_on) WHERE answered_on IS NULL;
CREATE INDEX suggestions_of_client ON suggestions (client_id) WHERE client_id IS NOT NULL
"""
