-- The table that the record kernel brings along in the product.
-- Fields that lead to several records of any type; one row a link. Ids are unique among all types.
create table crm_record_link (
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  field_name varchar(80) ${binary} not null,
  target_type varchar(80) ${binary} not null,
  target_id bigint not null,
  position integer not null,
  primary key (type_name, record_id, field_name, target_type, target_id)
);
create index crm_record_link_by_target on crm_record_link (target_id, type_name, field_name, record_id);
