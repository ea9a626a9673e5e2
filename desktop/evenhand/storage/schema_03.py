"""The third schema: a case in full. Ways to put it right, promises, whose turn it is, claims, and what follows a case.

Literal SQL, never edited after its release.
"""

COLUMNS = """
ALTER TABLE owner ADD COLUMN hour_rate TEXT;
ALTER TABLE owner ADD COLUMN usual_margin TEXT;
ALTER TABLE owner ADD COLUMN touch_months INTEGER NOT NULL DEFAULT 6 CHECK (touch_months > 0);
ALTER TABLE cases ADD COLUMN whys TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(whys));
ALTER TABLE cases ADD COLUMN option_id INTEGER REFERENCES case_options (id);
ALTER TABLE cases ADD COLUMN chosen_by TEXT CHECK (chosen_by IN ('client', 'owner'));
ALTER TABLE cases ADD COLUMN change_in TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN changed_on TEXT CHECK (date(changed_on) IS changed_on)
"""

TABLES = """
CREATE TABLE case_options (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    place INTEGER NOT NULL CHECK (place > 0),
    remedy TEXT NOT NULL,
    title TEXT NOT NULL,
    details TEXT NOT NULL,
    by TEXT CHECK (date(by) IS by),
    at TEXT CHECK (strftime('%H:%M', at) IS at),
    effort TEXT CHECK (effort IN ('none', 'little', 'some', 'much')),
    effort_what TEXT NOT NULL,
    materials INTEGER CHECK (materials >= 0),
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    cost_stated INTEGER CHECK (cost_stated >= 0),
    worth INTEGER CHECK (worth >= 0),
    discount TEXT,
    offered INTEGER NOT NULL CHECK (offered IN (0, 1)),
    currency TEXT CHECK (length(currency) = 3),
    CHECK (coalesce(materials, cost_stated, worth) IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX options_of_case ON case_options (case_id, place);

CREATE TABLE promises (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    option_id INTEGER REFERENCES case_options (id),
    what TEXT NOT NULL,
    made_on TEXT NOT NULL CHECK (date(made_on) IS made_on),
    first_due TEXT NOT NULL CHECK (date(first_due) IS first_due),
    due_on TEXT NOT NULL CHECK (date(due_on) IS due_on),
    due_at TEXT CHECK (strftime('%H:%M', due_at) IS due_at),
    ended_on TEXT CHECK (date(ended_on) IS ended_on),
    ending TEXT CHECK (ending IN ('kept', 'broken', 'cancelled')),
    operation_id TEXT UNIQUE,
    CHECK ((ended_on IS NULL) = (ending IS NULL))
) STRICT;
CREATE INDEX open_promises ON promises (due_on) WHERE ended_on IS NULL;
CREATE INDEX promises_of_client ON promises (client_id);
CREATE INDEX promises_of_case ON promises (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE promise_moves (
    id INTEGER PRIMARY KEY,
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    moved_on TEXT NOT NULL CHECK (date(moved_on) IS moved_on),
    from_day TEXT NOT NULL CHECK (date(from_day) IS from_day),
    to_day TEXT NOT NULL CHECK (date(to_day) IS to_day)
) STRICT;
CREATE INDEX moves_of_promise ON promise_moves (promise_id);

CREATE TABLE case_turns (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    turn TEXT NOT NULL CHECK (turn IN ('ours', 'client', 'third_party')),
    since TEXT NOT NULL CHECK (date(since) IS since),
    note TEXT NOT NULL,
    letter_id INTEGER REFERENCES letters (id)
) STRICT;
CREATE INDEX turns_of_case ON case_turns (case_id, since, id);

CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL CHECK (place > 0),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE case_questions (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    asked_on TEXT NOT NULL CHECK (date(asked_on) IS asked_on),
    question TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX questions_of_case ON case_questions (case_id);

CREATE TABLE case_claims (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    said_on TEXT NOT NULL CHECK (date(said_on) IS said_on),
    what TEXT NOT NULL,
    amount INTEGER CHECK (amount >= 0),
    met_on TEXT CHECK (date(met_on) IS met_on),
    currency TEXT CHECK (length(currency) = 3),
    CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX claims_of_case ON case_claims (case_id);

CREATE TABLE follow_ups (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    due_on TEXT NOT NULL CHECK (date(due_on) IS due_on),
    what TEXT NOT NULL,
    done_on TEXT CHECK (date(done_on) IS done_on),
    heard INTEGER CHECK (heard IN (0, 1)),
    CHECK (heard IS NULL OR done_on IS NOT NULL)
) STRICT;
CREATE INDEX open_follow_ups ON follow_ups (due_on) WHERE done_on IS NULL;
CREATE INDEX follow_ups_of_client ON follow_ups (client_id);
CREATE INDEX follow_ups_of_case ON follow_ups (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE partings (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    order_id INTEGER REFERENCES orders (id),
    decided_on TEXT NOT NULL CHECK (date(decided_on) IS decided_on),
    accepted INTEGER CHECK (accepted >= 0),
    operation_id TEXT NOT NULL UNIQUE,
    currency TEXT CHECK (length(currency) = 3),
    CHECK (accepted IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX partings_of_client ON partings (client_id);

CREATE TABLE parting_items (
    id INTEGER PRIMARY KEY,
    parting_id INTEGER NOT NULL REFERENCES partings (id),
    what TEXT NOT NULL,
    done_on TEXT CHECK (date(done_on) IS done_on)
) STRICT;
CREATE INDEX items_of_parting ON parting_items (parting_id);

CREATE TABLE doors (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id),
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    months INTEGER NOT NULL CHECK (months >= 0),
    set_on TEXT NOT NULL CHECK (date(set_on) IS set_on)
) STRICT;

CREATE TABLE comfort_on_options (
    option_id INTEGER PRIMARY KEY REFERENCES case_options (id),
    comfort TEXT NOT NULL
) STRICT;

CREATE TABLE comfort_on_cases (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    comfort TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT
"""
