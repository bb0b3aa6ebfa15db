-- What visitors of public pages are sending, until it is attached or given up; the bytes are files of the same id.
create table crm_upload (
    id bigint not null primary key,
    token_hash varchar(64)${binary} not null,
    name varchar(255) not null,
    size_bytes bigint not null,
    media_type varchar(100)${binary},
    created_at timestamp not null,
    type_name varchar(80)${binary},
    record_id bigint,
    attempts integer not null,
    next_try_at timestamp
);
create unique index crm_upload_token on crm_upload (token_hash);
create index crm_upload_due on crm_upload (next_try_at, id);
create index crm_upload_age on crm_upload (created_at);
