-- Forms on web pages that make leads.
create table crm_lead_form (
  ${record},
  name varchar(80) not null,
  form_key varchar(40) ${binary} not null,
  is_active boolean not null,
  source varchar(60),
  fields varchar(300) not null,
  required_fields varchar(300),
  title varchar(120),
  title_en varchar(120),
  introduction varchar(1000),
  introduction_en varchar(1000),
  thanks varchar(500),
  thanks_en varchar(500),
  consent varchar(500),
  consent_en varchar(500),
  accent varchar(7),
  embedders varchar(1000),
  constraint uq_crm_lead_form_key unique (form_key, deleted_marker)
);

create index ix_crm_lead_form_sort on crm_lead_form (sort_key, id);
${derby}create index ix_crm_lead_form_sort_down on crm_lead_form (sort_key desc, id desc);
${derby}create index ix_crm_lead_form_newest on crm_lead_form (id desc);
create index ix_crm_lead_form_owner on crm_lead_form (owner_id, sort_key, id);

-- Through which form a lead came, and what its sender agreed to there.
alter table crm_lead add column form_id bigint;
alter table crm_lead add column consented_at timestamp;
create index ix_crm_lead_form_id on crm_lead (form_id);
