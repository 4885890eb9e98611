-- Conventions (docs/adr, architecture section 4): ids UUID, instants BIGINT microseconds UTC, calendar dates TEXT
-- YYYY-MM-DD, JSON JSONB, flags BOOLEAN. The SQLite file of the same name has the same columns.

CREATE TABLE organisation (
    tenant     UUID    NOT NULL PRIMARY KEY,
    facts      JSONB   NOT NULL,
    language   TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0)
);
CREATE INDEX organisation_expiry ON organisation (expires_at);

CREATE TABLE resume_link (
    token_hash BYTEA   NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    tenant     UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);
CREATE INDEX resume_link_tenant ON resume_link (tenant);

CREATE TABLE check_edition (
    digest     TEXT    NOT NULL PRIMARY KEY,
    check_id   TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    title      JSONB   NOT NULL,
    imported   BOOLEAN NOT NULL,
    document   JSONB   NOT NULL,
    created_at BIGINT  NOT NULL
);

CREATE TABLE assessment (
    tenant           UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id               UUID    NOT NULL,
    check_digest     TEXT    NOT NULL REFERENCES check_edition (digest),
    state            TEXT    NOT NULL CHECK (state IN ('draft', 'finished')),
    started_at       BIGINT  NOT NULL,
    finished_at      BIGINT,
    previous         UUID,
    not_carried_over JSONB   NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX assessment_check ON assessment (check_digest);

CREATE TABLE answer (
    tenant     UUID    NOT NULL,
    assessment UUID    NOT NULL,
    question   UUID    NOT NULL,
    value      TEXT,
    note       TEXT    NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0),
    changed_at BIGINT,
    PRIMARY KEY (tenant, assessment, question),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id) ON DELETE CASCADE
);

CREATE TABLE plan_item (
    tenant      UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    requirement UUID    NOT NULL,
    status      TEXT    NOT NULL,
    owner       TEXT    NOT NULL,
    due         TEXT,
    note        TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    position    BIGINT,
    done_at     BIGINT,
    revision    BIGINT  NOT NULL CHECK (revision > 0),
    PRIMARY KEY (tenant, requirement)
);

CREATE TABLE treatment (
    tenant     UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    risk       TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    decided_on TEXT,
    revision   BIGINT  NOT NULL CHECK (revision > 0),
    changed_at BIGINT,
    PRIMARY KEY (tenant, risk)
);

-- No foreign key: lines without a tenant outlive the tenant they count.
CREATE TABLE audit (
    id     BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant UUID,
    at     BIGINT  NOT NULL,
    actor  TEXT    NOT NULL,
    event  TEXT    NOT NULL,
    detail JSONB   NOT NULL
);
CREATE INDEX audit_tenant ON audit (tenant, id);

CREATE TABLE setting (
    name  TEXT  NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);
