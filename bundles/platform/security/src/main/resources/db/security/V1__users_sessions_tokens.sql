create table crm_user (
    ${record},
    username varchar(64)${binary} not null,
    name varchar(100) not null,
    status varchar(20)${binary} not null,
    locale varchar(20) not null,
    time_zone varchar(50) not null,
    administrator boolean not null,
    constraint uq_crm_user_username unique (username, deleted_marker)
);
create index crm_user_sort on crm_user (sort_key, id);
create index crm_user_initials on crm_user (initials, id);
create index crm_user_owner on crm_user (owner_id, sort_key, id);

create table crm_credential (
    user_id bigint not null primary key,
    encoded varchar(200)${binary} not null,
    changed_at timestamp not null
);

create table crm_session (
    hash varchar(43)${binary} not null primary key,
    user_id bigint not null,
    csrf_token varchar(43)${binary} not null,
    created_at timestamp not null,
    last_seen_at timestamp not null,
    expires_at timestamp not null,
    address varchar(64) not null
);
create index crm_session_user on crm_session (user_id);

create table crm_token (
    id bigint not null primary key,
    hash varchar(43)${binary} not null,
    user_id bigint not null,
    name varchar(100) not null,
    scope ${text},
    created_at timestamp not null,
    expires_at timestamp,
    last_used_at timestamp
);
create unique index crm_token_hash on crm_token (hash);
create index crm_token_user on crm_token (user_id, id);

-- One row: who this installation is.
create table crm_instance (
    slot integer not null primary key,
    instance_id varchar(8)${binary} not null
);
