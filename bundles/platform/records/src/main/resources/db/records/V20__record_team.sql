-- Who works on a record beside its owner.
create table crm_record_team (
    type_name varchar(60)${binary} not null,
    record_id bigint not null,
    user_id bigint not null,
    role varchar(100),
    writable boolean not null,
    created_at timestamp not null,
    created_by bigint not null,
    constraint pk_crm_record_team primary key (type_name, record_id, user_id)
);
create index crm_record_team_user on crm_record_team (user_id, type_name, record_id);
