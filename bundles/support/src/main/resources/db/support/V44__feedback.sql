-- Forms by which anybody may say what is wrong; what is sent becomes a ticket.

create table crm_feedback_form (
  ${record},
  name varchar(80) not null,
  form_key varchar(40) ${binary} not null,
  is_active boolean not null,
  queue_id bigint,
  kind varchar(20) not null,
  title varchar(120),
  title_en varchar(120),
  introduction varchar(1000),
  introduction_en varchar(1000),
  thanks varchar(500),
  thanks_en varchar(500),
  consent varchar(500),
  consent_en varchar(500),
  takes_files boolean not null,
  embedders varchar(1000),
  constraint uq_crm_feedback_form_key unique (form_key, deleted_marker)
);

create index ix_crm_feedback_form_sort on crm_feedback_form (sort_key, id);
${derby}create index ix_crm_feedback_form_sort_down on crm_feedback_form (sort_key desc, id desc);
${derby}create index ix_crm_feedback_form_newest on crm_feedback_form (id desc);
create index ix_crm_feedback_form_initials on crm_feedback_form (initials, id);
create index ix_crm_feedback_form_owner on crm_feedback_form (owner_id, sort_key, id);
create index ix_crm_feedback_form_queue on crm_feedback_form (queue_id);
