-- What customers think of how they were helped.

create table crm_survey (
  ${record},
  name varchar(100) not null,
  is_active boolean not null,
  kind varchar(10) not null,
  queue_id bigint,
  question varchar(300),
  address varchar(300) not null,
  low_score integer,
  reopens boolean not null,
  valid_days integer not null,
  constraint uq_crm_survey_name unique (name, deleted_marker)
);

create index ix_crm_survey_sort on crm_survey (sort_key, id);
${derby}create index ix_crm_survey_sort_down on crm_survey (sort_key desc, id desc);
${derby}create index ix_crm_survey_newest on crm_survey (id desc);
create index ix_crm_survey_initials on crm_survey (initials, id);
create index ix_crm_survey_owner on crm_survey (owner_id, sort_key, id);
create index ix_crm_survey_queue on crm_survey (queue_id);

create table crm_survey_response (
  ${record},
  name varchar(300),
  survey_id bigint not null,
  ticket_id bigint not null,
  contact_id bigint,
  token_hash varchar(64) ${binary} not null,
  asked_at timestamp,
  expires_at timestamp not null,
  answered_at timestamp,
  score integer,
  comment_text varchar(2000),
  constraint uq_crm_survey_response unique (ticket_id, deleted_marker)
);

create index ix_crm_survey_response_sort on crm_survey_response (sort_key, id);
${derby}create index ix_crm_survey_response_sort_down on crm_survey_response (sort_key desc, id desc);
${derby}create index ix_crm_survey_response_newest on crm_survey_response (id desc);
create index ix_crm_survey_response_initials on crm_survey_response (initials, id);
create index ix_crm_survey_response_owner on crm_survey_response (owner_id, sort_key, id);
create index ix_crm_survey_response_survey on crm_survey_response (survey_id);
create index ix_crm_survey_response_contact on crm_survey_response (contact_id);
create index ix_crm_survey_response_token on crm_survey_response (token_hash);

alter table crm_ticket add column satisfaction integer;
