-- The plan as shared work: who does it, what was said and done, files that show it, reminders, questions afterwards.

ALTER TABLE plan_item ADD COLUMN owner_account BLOB             CHECK (length(owner_account) = 16) REFERENCES account (id) ON DELETE SET NULL;
CREATE INDEX plan_item_owner ON plan_item (owner_account) WHERE owner_account IS NOT NULL;
CREATE INDEX plan_item_due ON plan_item (due) WHERE due IS NOT NULL;

-- person is the name at the time of writing: the account may go, what was said stays readable.
CREATE TABLE comment (
    tenant      BLOB    NOT NULL CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    requirement BLOB    NOT NULL CHECK (length(requirement) = 16),
    role        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    account     BLOB             CHECK (length(account) = 16) REFERENCES account (id) ON DELETE SET NULL,
    partner     BLOB             CHECK (length(partner) = 16),
    text        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    edited_at   INTEGER,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_requirement ON comment (tenant, requirement, created_at);
CREATE INDEX comment_account ON comment (account) WHERE account IS NOT NULL;

-- One line per change of a measure, never changed, gone with the organisation. The id is time-ordered.
CREATE TABLE history (
    tenant      BLOB    NOT NULL CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    requirement BLOB    NOT NULL CHECK (length(requirement) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    at          INTEGER NOT NULL,
    role        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    account     BLOB             CHECK (length(account) = 16) REFERENCES account (id) ON DELETE SET NULL,
    partner     BLOB             CHECK (length(partner) = 16),
    source      TEXT    NOT NULL,
    changes     TEXT    NOT NULL CHECK (json_valid(changes)),
    PRIMARY KEY (tenant, requirement, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_account ON history (account) WHERE account IS NOT NULL;

-- Every object we ever put into the store for files, written down before it is put there. It outlives the organisation,
-- so that the object can still be removed when nothing points at it any more.
CREATE TABLE stored_file (
    object_key  TEXT    NOT NULL PRIMARY KEY,
    created_at  INTEGER NOT NULL,
    attached_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    tenant      BLOB    NOT NULL CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    requirement BLOB    NOT NULL CHECK (length(requirement) = 16),
    name        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    size        INTEGER NOT NULL CHECK (size > 0),
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    object_key  TEXT    NOT NULL UNIQUE REFERENCES stored_file (object_key),
    role        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    account     BLOB             CHECK (length(account) = 16) REFERENCES account (id) ON DELETE SET NULL,
    partner     BLOB             CHECK (length(partner) = 16),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_account ON document (account) WHERE account IS NOT NULL;

CREATE TABLE calendar_feed (
    account    BLOB    NOT NULL CHECK (length(account) = 16) PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which reminder about which organisation somebody got in which week (2026-W48): the rule is one, and one more if overdue.
CREATE TABLE reminder (
    tenant  BLOB    NOT NULL CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    account BLOB    NOT NULL CHECK (length(account) = 16) REFERENCES account (id) ON DELETE CASCADE,
    week    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    day     TEXT    NOT NULL,
    PRIMARY KEY (tenant, account, week, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_account ON reminder (account, week);

-- Questions 3, 6 and 12 months after an assessment. The token is in the mail; only its hash is here.
CREATE TABLE follow_up (
    tenant      BLOB    NOT NULL CHECK (length(tenant) = 16),
    assessment  BLOB    NOT NULL CHECK (length(assessment) = 16),
    months      INTEGER NOT NULL CHECK (months > 0),
    token_hash  BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account     BLOB             CHECK (length(account) = 16) REFERENCES account (id) ON DELETE SET NULL,
    questions   TEXT    NOT NULL CHECK (json_valid(questions)),
    answers     TEXT    NOT NULL CHECK (json_valid(answers)),
    asked_at    INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    answered_at INTEGER,
    PRIMARY KEY (tenant, assessment, months),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_account ON follow_up (account) WHERE account IS NOT NULL;
CREATE INDEX assessment_finished ON assessment (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX invitation_email ON invitation (email) WHERE accepted_at IS NULL;
