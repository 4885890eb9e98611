-- An adviser's interview on an assessment: how far it is, what was noted per question, who signed what.

CREATE TABLE interview (
    tenant         BLOB    NOT NULL,
    assessment     BLOB    NOT NULL,
    partner        BLOB    NOT NULL CHECK (length(partner) = 16),
    adviser        BLOB    NOT NULL CHECK (length(adviser) = 16),
    stage          TEXT    NOT NULL,
    begun_at       INTEGER NOT NULL,
    asked_at       INTEGER,
    answered_at    INTEGER,
    signatures     TEXT    NOT NULL CHECK (json_valid(signatures)),
    ended_at       INTEGER,
    revision       INTEGER NOT NULL CHECK (revision > 0),
    PRIMARY KEY (tenant, assessment),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- private is for the people of the partner; everything else both sides see.
CREATE TABLE interview_mark (
    tenant     BLOB    NOT NULL,
    assessment BLOB    NOT NULL,
    question   BLOB    NOT NULL CHECK (length(question) = 16),
    evidence   TEXT,
    shown      TEXT    NOT NULL,
    clarify    TEXT    NOT NULL,
    reply      TEXT    NOT NULL,
    private    TEXT    NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, assessment, question),
    FOREIGN KEY (tenant, assessment) REFERENCES interview (tenant, assessment) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
