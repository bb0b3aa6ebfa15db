-- How the fields of a type are grouped on form and page, in place of what its module says.
create table crm_form_layout (
  ${record},
  type_name varchar(80) ${binary} not null,
  sections ${text} not null,
  constraint uq_crm_form_layout unique (type_name, deleted_marker)
);
create index ix_crm_form_layout_sort on crm_form_layout (sort_key, id);
${derby}create index ix_crm_form_layout_sort_down on crm_form_layout (sort_key desc, id desc);
${derby}create index ix_crm_form_layout_newest on crm_form_layout (id desc);
create index ix_crm_form_layout_initials on crm_form_layout (initials, id);
