-- Fields whose values no two live records of a type may share.
create table crm_unique_rule (
  ${record},
  type_name varchar(80) ${binary} not null,
  name varchar(100) not null,
  field_names varchar(300) not null,
  active boolean not null
);
create index ix_crm_unique_rule_sort on crm_unique_rule (sort_key, id);
${derby}create index ix_crm_unique_rule_sort_down on crm_unique_rule (sort_key desc, id desc);
${derby}create index ix_crm_unique_rule_newest on crm_unique_rule (id desc);
create index ix_crm_unique_rule_initials on crm_unique_rule (initials, id);
