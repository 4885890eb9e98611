-- Work done later: the transactional outbox. A finished job is deleted; a dead one stays until an operator decides.

CREATE TABLE job (
    id           BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    kind         TEXT    NOT NULL,
    payload      TEXT    NOT NULL CHECK (json_valid(payload)),
    tenant       BLOB             CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    run_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL CHECK (max_attempts > 0),
    lease_token  BLOB   ,
    lease_until  INTEGER,
    dedup_key    TEXT    UNIQUE,
    last_error   TEXT,
    dead_at      INTEGER,
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX job_due ON job (run_at);
CREATE INDEX job_tenant ON job (tenant);
