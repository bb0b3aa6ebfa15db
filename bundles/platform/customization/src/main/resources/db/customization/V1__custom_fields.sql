-- Fields that administrators add to types. Their values lie in the side tables of those types.
create table crm_custom_field (
  ${record},
  type_name varchar(80) ${binary} not null,
  name varchar(30) ${binary} not null,
  label_zh varchar(60) not null,
  label_en varchar(60) not null,
  help_zh varchar(300),
  help_en varchar(300),
  kind varchar(20) not null,
  required boolean not null,
  max_length integer,
  scale integer,
  target varchar(80),
  position integer not null,
  indexed boolean not null,
  status varchar(20) not null,
  column_name varchar(60),
  constraint uq_crm_custom_field unique (type_name, name, deleted_marker)
);
create index ix_crm_custom_field_sort on crm_custom_field (sort_key, id);
${derby}create index ix_crm_custom_field_sort_down on crm_custom_field (sort_key desc, id desc);
${derby}create index ix_crm_custom_field_newest on crm_custom_field (id desc);
create index ix_crm_custom_field_initials on crm_custom_field (initials, id);

-- Options of picklists: those of custom fields, further ones of the lists that come with modules, and what has been
-- changed of theirs.
create table crm_picklist_option (
  ${record},
  type_name varchar(80) ${binary} not null,
  field_name varchar(80) ${binary} not null,
  code varchar(60) ${binary} not null,
  label_zh varchar(60) not null,
  label_en varchar(60) not null,
  position integer,
  retired boolean not null,
  constraint uq_crm_picklist_option unique (type_name, field_name, code, deleted_marker)
);
create index ix_crm_picklist_option_sort on crm_picklist_option (sort_key, id);
${derby}create index ix_crm_picklist_option_sort_down on crm_picklist_option (sort_key desc, id desc);
${derby}create index ix_crm_picklist_option_newest on crm_picklist_option (id desc);
create index ix_crm_picklist_option_initials on crm_picklist_option (initials, id);
