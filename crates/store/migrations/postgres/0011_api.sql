-- Keys for programs, and what was answered to their creating requests, so that a repeated one does nothing twice.

-- No foreign key on scope_id: it points at an organisation or a partner. Keys go with what they open.
CREATE TABLE api_token (
    id         UUID    NOT NULL PRIMARY KEY,
    token_hash BYTEA   NOT NULL UNIQUE,
    scope      TEXT    NOT NULL,
    scope_id   UUID    NOT NULL,
    name       TEXT    NOT NULL,
    scopes     TEXT    NOT NULL,
    created_by UUID    REFERENCES account (id) ON DELETE SET NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    used_at    BIGINT 
);
CREATE INDEX api_token_scope ON api_token (scope, scope_id);
CREATE INDEX api_token_creator ON api_token (created_by);

-- A request without status is under way, or its process died.
CREATE TABLE api_request (
    token           UUID    NOT NULL REFERENCES api_token (id) ON DELETE CASCADE,
    idempotency_key TEXT    NOT NULL,
    digest          BYTEA   NOT NULL,
    tenant          UUID REFERENCES organisation (tenant) ON DELETE CASCADE,
    status          BIGINT ,
    location        TEXT,
    etag            TEXT,
    body            TEXT,
    created_at      BIGINT  NOT NULL,
    PRIMARY KEY (token, idempotency_key)
);
CREATE INDEX api_request_age ON api_request (created_at);
CREATE INDEX api_request_tenant ON api_request (tenant);
