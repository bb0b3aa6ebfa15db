-- Who did what, for the auditor. Append only.
create table crm_audit (
    id bigint not null primary key,
    happened_at timestamp not null,
    user_id bigint not null,
    type varchar(80)${binary} not null,
    record_id bigint not null,
    record_version bigint not null,
    operation varchar(80)${binary} not null,
    changes ${text}
);
create index crm_audit_record on crm_audit (type, record_id, id);
create index crm_audit_time on crm_audit (happened_at, id);

-- The same changes for machines: event handlers, webhooks, index. In the order of the ids.
create table crm_outbox (
    id bigint not null primary key,
    happened_at timestamp not null,
    user_id bigint not null,
    type varchar(80)${binary} not null,
    record_id bigint not null,
    record_version bigint not null,
    operation varchar(80)${binary} not null,
    changes ${text}
);
