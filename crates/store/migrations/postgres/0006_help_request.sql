-- Requests for help, whom they were proposed to, and appointments. They go with their organisation.

CREATE TABLE help_request (
    tenant     UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id         UUID    NOT NULL,
    area       UUID    NOT NULL REFERENCES area (id) ON DELETE CASCADE,
    state      TEXT    NOT NULL,
    document   JSONB   NOT NULL,
    assessment UUID   ,
    partner    UUID    REFERENCES partner (id) ON DELETE SET NULL,
    round      BIGINT  NOT NULL,
    stuck_at   BIGINT ,
    answer_by  BIGINT ,
    created_at BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0),
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX help_request_id ON help_request (id);
CREATE INDEX help_request_area ON help_request (area, created_at, id);
CREATE INDEX help_request_partner ON help_request (partner, created_at);

CREATE TABLE proposal (
    tenant      UUID    NOT NULL,
    id          UUID    NOT NULL PRIMARY KEY,
    request     UUID    NOT NULL,
    partner     UUID    NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
    round       BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    reasons     JSONB   NOT NULL,
    token_hash  BYTEA   NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at  BIGINT  NOT NULL,
    answered_at BIGINT ,
    UNIQUE (request, partner, round),
    FOREIGN KEY (tenant, request) REFERENCES help_request (tenant, id) ON DELETE CASCADE
);
CREATE INDEX proposal_tenant ON proposal (tenant, request);
CREATE INDEX proposal_partner ON proposal (partner, created_at, id);
CREATE INDEX proposal_state ON proposal (partner, state, answered_at);

CREATE TABLE appointment (
    tenant      UUID    NOT NULL,
    id          UUID    NOT NULL PRIMARY KEY,
    request     UUID    NOT NULL,
    state       TEXT    NOT NULL,
    starts_at   BIGINT  NOT NULL,
    minutes     BIGINT  NOT NULL,
    meeting     TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    proposed_by TEXT    NOT NULL,
    sequence    BIGINT  NOT NULL,
    reminded    BIGINT ,
    created_at  BIGINT  NOT NULL,
    revision    BIGINT  NOT NULL CHECK (revision > 0),
    FOREIGN KEY (tenant, request) REFERENCES help_request (tenant, id) ON DELETE CASCADE
);
CREATE INDEX appointment_request ON appointment (tenant, request, created_at);
