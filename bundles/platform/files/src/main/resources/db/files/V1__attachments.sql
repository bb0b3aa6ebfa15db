-- Files of records. The content lies outside the database under its hash, once however often it is attached.
create table crm_attachment (
    id bigint not null primary key,
    type_name varchar(80)${binary} not null,
    record_id bigint not null,
    name varchar(255) not null,
    media_type varchar(100)${binary} not null,
    size_bytes bigint not null,
    sha256 varchar(64)${binary} not null,
    created_at timestamp not null,
    created_by bigint not null
);
create index crm_attachment_record on crm_attachment (type_name, record_id, id);
create index crm_attachment_content on crm_attachment (sha256);
