-- An adviser's interview on an assessment: how far it is, what was noted per question, who signed what.

CREATE TABLE interview (
    tenant         UUID    NOT NULL,
    assessment     UUID    NOT NULL,
    partner        UUID    NOT NULL,
    adviser        UUID    NOT NULL,
    stage          TEXT    NOT NULL,
    begun_at       BIGINT  NOT NULL,
    asked_at       BIGINT ,
    answered_at    BIGINT ,
    signatures     JSONB   NOT NULL,
    ended_at       BIGINT ,
    revision       BIGINT  NOT NULL CHECK (revision > 0),
    PRIMARY KEY (tenant, assessment),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id) ON DELETE CASCADE
);

-- private is for the people of the partner; everything else both sides see.
CREATE TABLE interview_mark (
    tenant     UUID    NOT NULL,
    assessment UUID    NOT NULL,
    question   UUID    NOT NULL,
    evidence   TEXT,
    shown      TEXT    NOT NULL,
    clarify    TEXT    NOT NULL,
    reply      TEXT    NOT NULL,
    private    TEXT    NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0),
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (tenant, assessment, question),
    FOREIGN KEY (tenant, assessment) REFERENCES interview (tenant, assessment) ON DELETE CASCADE
);
