-- What records of types with the trait "duplicates" are found by when another one looks alike: keys made of the title.
create table crm_duplicate_key (
    type_name varchar(80)${binary} not null,
    kind varchar(10)${binary} not null,
    key_value varchar(120)${binary} not null,
    record_id bigint not null,
    primary key (type_name, kind, key_value, record_id)
);
create index crm_duplicate_key_record on crm_duplicate_key (type_name, record_id);
