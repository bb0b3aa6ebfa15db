-- Which keys of the key file wrap the keys below. The keys themselves are never here.
create table crm_vault_master (
    place integer not null primary key,
    key_id varchar(16)${binary} not null,
    created_at timestamp not null
);

-- Keys of sensitive fields, wrapped. A key without wrapped bytes was retired: no row is sealed with it.
create table crm_vault_field (
    name varchar(170)${binary} not null,
    version integer not null,
    wrapped varchar(250)${binary},
    created_at timestamp not null,
    active_from timestamp not null,
    retired_at timestamp,
    primary key (name, version)
);

-- Keys of single records, wrapped. A key without wrapped bytes was destroyed: the record was erased.
create table crm_vault_record (
    type varchar(80)${binary} not null,
    record_id bigint not null,
    wrapped varchar(120)${binary},
    destroyed_at timestamp,
    primary key (type, record_id)
);
