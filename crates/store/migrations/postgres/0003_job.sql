-- Work done later: the transactional outbox. A finished job is deleted; a dead one stays until an operator decides.

CREATE TABLE job (
    id           UUID    NOT NULL PRIMARY KEY,
    kind         TEXT    NOT NULL,
    payload      JSONB   NOT NULL,
    tenant       UUID REFERENCES organisation (tenant) ON DELETE CASCADE,
    run_at       BIGINT  NOT NULL,
    attempts     BIGINT  NOT NULL,
    max_attempts BIGINT  NOT NULL CHECK (max_attempts > 0),
    lease_token  BYTEA  ,
    lease_until  BIGINT ,
    dedup_key    TEXT    UNIQUE,
    last_error   TEXT,
    dead_at      BIGINT ,
    created_at   BIGINT  NOT NULL
);
CREATE INDEX job_due ON job (run_at);
CREATE INDEX job_tenant ON job (tenant);
