-- Requests for help, whom they were proposed to, and appointments. They go with their organisation.

CREATE TABLE help_request (
    tenant     BLOB    NOT NULL CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    area       BLOB    NOT NULL CHECK (length(area) = 16) REFERENCES area (id) ON DELETE CASCADE,
    state      TEXT    NOT NULL,
    document   TEXT    NOT NULL CHECK (json_valid(document)),
    assessment BLOB   ,
    partner    BLOB    REFERENCES partner (id) ON DELETE SET NULL,
    round      INTEGER NOT NULL,
    stuck_at   INTEGER,
    answer_by  INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX help_request_id ON help_request (id);
CREATE INDEX help_request_area ON help_request (area, created_at, id);
CREATE INDEX help_request_partner ON help_request (partner, created_at);

CREATE TABLE proposal (
    tenant      BLOB    NOT NULL CHECK (length(tenant) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    request     BLOB    NOT NULL CHECK (length(request) = 16),
    partner     BLOB    NOT NULL CHECK (length(partner) = 16) REFERENCES partner (id) ON DELETE CASCADE,
    round       INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    reasons     TEXT    NOT NULL CHECK (json_valid(reasons)),
    token_hash  BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at  INTEGER NOT NULL,
    answered_at INTEGER,
    UNIQUE (request, partner, round),
    FOREIGN KEY (tenant, request) REFERENCES help_request (tenant, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX proposal_tenant ON proposal (tenant, request);
CREATE INDEX proposal_partner ON proposal (partner, created_at, id);
CREATE INDEX proposal_state ON proposal (partner, state, answered_at);

CREATE TABLE appointment (
    tenant      BLOB    NOT NULL CHECK (length(tenant) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    request     BLOB    NOT NULL CHECK (length(request) = 16),
    state       TEXT    NOT NULL,
    starts_at   INTEGER NOT NULL,
    minutes     INTEGER NOT NULL,
    meeting     TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    proposed_by TEXT    NOT NULL,
    sequence    INTEGER NOT NULL,
    reminded    INTEGER,
    created_at  INTEGER NOT NULL,
    revision    INTEGER NOT NULL CHECK (revision > 0),
    FOREIGN KEY (tenant, request) REFERENCES help_request (tenant, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX appointment_request ON appointment (tenant, request, created_at);
