-- Every record type that was ever installed, as plain data.
create table crm_type (
  name varchar(80) ${binary} not null primary key,
  module varchar(120) not null,
  module_version varchar(60) not null,
  table_name varchar(128) not null,
  definition ${text} not null,
  state varchar(10) not null,
  updated_at timestamp not null
);

-- Labels of records; one row a label.
create table crm_record_tag (
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  tag varchar(64) not null,
  primary key (type_name, record_id, tag)
);
create index crm_record_tag_by_tag on crm_record_tag (type_name, tag, record_id);

-- Keys of records in other systems.
create table crm_external_id (
  type_name varchar(80) ${binary} not null,
  system_name varchar(60) ${binary} not null,
  external_key varchar(200) ${binary} not null,
  record_id bigint not null,
  primary key (type_name, system_name, external_key)
);
create index crm_external_id_by_record on crm_external_id (type_name, record_id);

-- First answers to requests with an Idempotency-Key, for 24 hours. Hashes are SHA-256 in hex.
create table crm_idempotency (
  user_id bigint not null,
  key_hash varchar(64) ${binary} not null,
  body_hash varchar(64) ${binary} not null,
  status integer not null,
  record_type varchar(80),
  record_id bigint,
  response ${text},
  created_at timestamp not null,
  primary key (user_id, key_hash)
);
create index crm_idempotency_by_age on crm_idempotency (created_at);

-- What lies in the recycle bin; rows of one deletion share batch_id and come back together.
create table crm_recycle (
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  batch_id bigint not null,
  deleted_at timestamp not null,
  deleted_by bigint not null,
  primary key (type_name, record_id)
);
create index crm_recycle_by_batch on crm_recycle (batch_id);
create index crm_recycle_by_age on crm_recycle (deleted_at);
