-- Conventions (docs/adr, architecture section 4): ids BLOB of 16 bytes, instants INTEGER microseconds UTC, calendar
-- dates TEXT YYYY-MM-DD, JSON TEXT, flags INTEGER 0/1. The PostgreSQL file of the same name has the same columns.

CREATE TABLE organisation (
    tenant     BLOB    NOT NULL PRIMARY KEY CHECK (length(tenant) = 16),
    facts      TEXT    NOT NULL CHECK (json_valid(facts)),
    language   TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0)
) STRICT;
CREATE INDEX organisation_expiry ON organisation (expires_at);

CREATE TABLE resume_link (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    tenant     BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX resume_link_tenant ON resume_link (tenant);

CREATE TABLE check_edition (
    digest     TEXT    NOT NULL PRIMARY KEY,
    check_id   TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    title      TEXT    NOT NULL CHECK (json_valid(title)),
    imported   INTEGER NOT NULL CHECK (imported IN (0, 1)),
    document   TEXT    NOT NULL CHECK (json_valid(document)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE assessment (
    tenant           BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id               BLOB    NOT NULL CHECK (length(id) = 16),
    check_digest     TEXT    NOT NULL REFERENCES check_edition (digest),
    state            TEXT    NOT NULL CHECK (state IN ('draft', 'finished')),
    started_at       INTEGER NOT NULL,
    finished_at      INTEGER,
    previous         BLOB,
    not_carried_over TEXT    NOT NULL CHECK (json_valid(not_carried_over)),
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_check ON assessment (check_digest);

CREATE TABLE answer (
    tenant     BLOB    NOT NULL,
    assessment BLOB    NOT NULL,
    question   BLOB    NOT NULL CHECK (length(question) = 16),
    value      TEXT,
    note       TEXT    NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    changed_at INTEGER,
    PRIMARY KEY (tenant, assessment, question),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_item (
    tenant      BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    requirement BLOB    NOT NULL CHECK (length(requirement) = 16),
    status      TEXT    NOT NULL,
    owner       TEXT    NOT NULL,
    due         TEXT,
    note        TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    position    INTEGER,
    done_at     INTEGER,
    revision    INTEGER NOT NULL CHECK (revision > 0),
    PRIMARY KEY (tenant, requirement)
) STRICT, WITHOUT ROWID;

CREATE TABLE treatment (
    tenant     BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    risk       TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    decided_on TEXT,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    changed_at INTEGER,
    PRIMARY KEY (tenant, risk)
) STRICT, WITHOUT ROWID;

-- No foreign key: lines without a tenant outlive the tenant they count.
CREATE TABLE audit (
    id     INTEGER NOT NULL PRIMARY KEY,
    tenant BLOB,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    event  TEXT    NOT NULL,
    detail TEXT    NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX audit_tenant ON audit (tenant, id);

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
