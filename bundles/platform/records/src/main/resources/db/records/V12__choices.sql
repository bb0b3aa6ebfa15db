-- Fields that can have several codes of a list; one row a code.
create table crm_record_choice (
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  field_name varchar(80) ${binary} not null,
  code varchar(60) ${binary} not null,
  position integer not null,
  primary key (type_name, record_id, field_name, code)
);
create index crm_record_choice_by_code on crm_record_choice (type_name, field_name, code, record_id);
