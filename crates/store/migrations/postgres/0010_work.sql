-- The plan as shared work: who does it, what was said and done, files that show it, reminders, questions afterwards.

ALTER TABLE plan_item ADD COLUMN owner_account UUID REFERENCES account (id) ON DELETE SET NULL;
CREATE INDEX plan_item_owner ON plan_item (owner_account) WHERE owner_account IS NOT NULL;
CREATE INDEX plan_item_due ON plan_item (due) WHERE due IS NOT NULL;

-- person is the name at the time of writing: the account may go, what was said stays readable.
CREATE TABLE comment (
    tenant      UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id          UUID    NOT NULL,
    requirement UUID    NOT NULL,
    role        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    account     UUID REFERENCES account (id) ON DELETE SET NULL,
    partner     UUID,
    text        TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    edited_at   BIGINT ,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX comment_requirement ON comment (tenant, requirement, created_at);
CREATE INDEX comment_account ON comment (account) WHERE account IS NOT NULL;

-- One line per change of a measure, never changed, gone with the organisation. The id is time-ordered.
CREATE TABLE history (
    tenant      UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    requirement UUID    NOT NULL,
    id          UUID    NOT NULL,
    at          BIGINT  NOT NULL,
    role        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    account     UUID REFERENCES account (id) ON DELETE SET NULL,
    partner     UUID,
    source      TEXT    NOT NULL,
    changes     JSONB   NOT NULL,
    PRIMARY KEY (tenant, requirement, id)
);
CREATE INDEX history_account ON history (account) WHERE account IS NOT NULL;

-- Every object we ever put into the store for files, written down before it is put there. It outlives the organisation,
-- so that the object can still be removed when nothing points at it any more.
CREATE TABLE stored_file (
    object_key  TEXT    NOT NULL PRIMARY KEY,
    created_at  BIGINT  NOT NULL,
    attached_at BIGINT 
);

CREATE TABLE document (
    tenant      UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id          UUID    NOT NULL,
    requirement UUID    NOT NULL,
    name        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    size        BIGINT  NOT NULL CHECK (size > 0),
    sha256      BYTEA   NOT NULL CHECK (length(sha256) = 32),
    object_key  TEXT    NOT NULL UNIQUE REFERENCES stored_file (object_key),
    role        TEXT    NOT NULL,
    person      TEXT    NOT NULL,
    account     UUID REFERENCES account (id) ON DELETE SET NULL,
    partner     UUID,
    created_at  BIGINT  NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX document_account ON document (account) WHERE account IS NOT NULL;

CREATE TABLE calendar_feed (
    account    UUID    NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    token_hash BYTEA   NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at BIGINT  NOT NULL
);

-- Which reminder about which organisation somebody got in which week (2026-W48): the rule is one, and one more if overdue.
CREATE TABLE reminder (
    tenant  UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    account UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    week    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    day     TEXT    NOT NULL,
    PRIMARY KEY (tenant, account, week, kind)
);
CREATE INDEX reminder_account ON reminder (account, week);

-- Questions 3, 6 and 12 months after an assessment. The token is in the mail; only its hash is here.
CREATE TABLE follow_up (
    tenant      UUID    NOT NULL,
    assessment  UUID    NOT NULL,
    months      BIGINT  NOT NULL CHECK (months > 0),
    token_hash  BYTEA   NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account     UUID REFERENCES account (id) ON DELETE SET NULL,
    questions   JSONB   NOT NULL,
    answers     JSONB   NOT NULL,
    asked_at    BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    answered_at BIGINT ,
    PRIMARY KEY (tenant, assessment, months),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id) ON DELETE CASCADE
);
CREATE INDEX follow_up_account ON follow_up (account) WHERE account IS NOT NULL;
CREATE INDEX assessment_finished ON assessment (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX invitation_email ON invitation (email) WHERE accepted_at IS NULL;
