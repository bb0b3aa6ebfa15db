-- Conditions that records of a type must meet.
create table crm_validation_rule (
  ${record},
  type_name varchar(80) ${binary} not null,
  name varchar(100) not null,
  condition_text varchar(2000) not null,
  field_name varchar(80),
  message_zh varchar(300) not null,
  message_en varchar(300) not null,
  active boolean not null
);
create index ix_crm_validation_rule_sort on crm_validation_rule (sort_key, id);
${derby}create index ix_crm_validation_rule_sort_down on crm_validation_rule (sort_key desc, id desc);
${derby}create index ix_crm_validation_rule_newest on crm_validation_rule (id desc);
create index ix_crm_validation_rule_initials on crm_validation_rule (initials, id);

-- How the numbers of a type look, in place of what its module says.
create table crm_number_rule (
  ${record},
  type_name varchar(80) ${binary} not null,
  pattern varchar(60) not null,
  constraint uq_crm_number_rule unique (type_name, deleted_marker)
);
create index ix_crm_number_rule_sort on crm_number_rule (sort_key, id);
${derby}create index ix_crm_number_rule_sort_down on crm_number_rule (sort_key desc, id desc);
${derby}create index ix_crm_number_rule_newest on crm_number_rule (id desc);
create index ix_crm_number_rule_initials on crm_number_rule (initials, id);
