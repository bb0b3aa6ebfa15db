-- Committed changes in one dense order: the sequencer moves them here from crm_outbox, everybody reads them by position.
create table crm_event (
    event_position bigint not null primary key,
    id bigint not null,
    happened_at timestamp not null,
    user_id bigint not null,
    type varchar(80)${binary} not null,
    record_id bigint not null,
    record_version bigint not null,
    operation varchar(80)${binary} not null,
    changes ${text}
);

-- How far each reader of the events has come, and which node reads for it. The sequencer's row holds the last position.
create table crm_event_reader (
    name varchar(150)${binary} not null primary key,
    event_position bigint not null,
    lease_owner varchar(40)${binary},
    lease_until timestamp,
    -- since the last success
    failures integer not null,
    next_try_at timestamp,
    last_error varchar(2000)
);
