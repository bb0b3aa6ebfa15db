-- How records look on paper, where administrators want it otherwise than shipped.
create table crm_document_template (
  ${record},
  name varchar(120) not null,
  record_type varchar(100) ${binary} not null,
  template_language varchar(10) not null,
  body varchar(12000) not null,
  in_use boolean not null
);

create index ix_crm_document_template_sort on crm_document_template (sort_key, id);
${derby}create index ix_crm_document_template_sort_down on crm_document_template (sort_key desc, id desc);
${derby}create index ix_crm_document_template_newest on crm_document_template (id desc);
create index ix_crm_document_template_initials on crm_document_template (initials, id);
create index ix_crm_document_template_owner on crm_document_template (owner_id, sort_key, id);
create index ix_crm_document_template_type on crm_document_template (record_type);
