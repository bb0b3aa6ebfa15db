-- Which records need whose approval: flows with their steps.
create table crm_approval_flow (
  ${record},
  name varchar(100) not null,
  type varchar(80) ${binary} not null,
  position integer not null,
  active boolean not null,
  revision integer not null,
  condition_filter varchar(1000),
  fallback_id bigint not null,
  watched_fields varchar(1000),
  guarded_actions varchar(400),
  amount_field varchar(80),
  remind_after_hours integer,
  remark varchar(1000),
  constraint uq_crm_approval_flow_name unique (name, deleted_marker)
);

create index ix_crm_approval_flow_type on crm_approval_flow (type, position, id);
create index ix_crm_approval_flow_sort on crm_approval_flow (sort_key, id);
${derby}create index ix_crm_approval_flow_sort_down on crm_approval_flow (sort_key desc, id desc);
${derby}create index ix_crm_approval_flow_newest on crm_approval_flow (id desc);
create index ix_crm_approval_flow_initials on crm_approval_flow (initials, id);
create index ix_crm_approval_flow_owner on crm_approval_flow (owner_id, sort_key, id);

create table crm_approval_flow_step (
  ${record},
  name varchar(100) not null,
  flow_id bigint not null,
  position integer not null,
  who varchar(20) not null,
  role_id bigint,
  manager_level integer,
  limits varchar(400),
  field_name varchar(80),
  mode varchar(20) not null,
  fallback_id bigint,
  condition_filter varchar(1000)
);

create index ix_crm_approval_flow_step_flow on crm_approval_flow_step (flow_id, position, id);
create index ix_crm_approval_flow_step_sort on crm_approval_flow_step (sort_key, id);
${derby}create index ix_crm_approval_flow_step_sort_down on crm_approval_flow_step (sort_key desc, id desc);
${derby}create index ix_crm_approval_flow_step_newest on crm_approval_flow_step (id desc);
create index ix_crm_approval_flow_step_initials on crm_approval_flow_step (initials, id);
create index ix_crm_approval_flow_step_owner on crm_approval_flow_step (owner_id, sort_key, id);

-- One submission of one record, with the flow as it was then.
create table crm_approval (
  ${record},
  title varchar(300) not null,
  record_type varchar(80) ${binary} not null,
  record_id varchar(13) ${binary} not null,
  flow_id bigint,
  flow_revision integer not null,
  requester_id bigint,
  status varchar(20) not null,
  round integer not null,
  step integer not null,
  step_name varchar(100),
  decisions integer not null,
  amount numeric(19, 4),
  amount_currency varchar(3),
  reason varchar(1000),
  finished_at timestamp,
  voided_at timestamp,
  plan_text ${text} not null
);

create index ix_crm_approval_record on crm_approval (record_id, id);
create index ix_crm_approval_status on crm_approval (status, id);
create index ix_crm_approval_requester on crm_approval (requester_id, id);
create index ix_crm_approval_sort on crm_approval (sort_key, id);
${derby}create index ix_crm_approval_sort_down on crm_approval (sort_key desc, id desc);
${derby}create index ix_crm_approval_newest on crm_approval (id desc);
create index ix_crm_approval_initials on crm_approval (initials, id);
create index ix_crm_approval_owner on crm_approval (owner_id, sort_key, id);

-- Who is asked, and what he says.
create table crm_approval_step (
  ${record},
  title varchar(300) not null,
  approval_id bigint not null,
  record_type varchar(80) ${binary} not null,
  record_id varchar(13) ${binary} not null,
  requester_id bigint,
  round integer not null,
  step integer not null,
  step_name varchar(100),
  lane integer not null,
  place integer not null,
  assignee_id bigint,
  for_user_id bigint,
  added_by_id bigint,
  decision varchar(20) not null,
  skip_reason varchar(20),
  to_step integer,
  comment_text varchar(1000),
  asked_at timestamp,
  decided_at timestamp,
  reminded_at timestamp
);

create index ix_crm_approval_step_approval on crm_approval_step (approval_id, id);
create index ix_crm_approval_step_assignee on crm_approval_step (assignee_id, decision, record_type);
create index ix_crm_approval_step_decision on crm_approval_step (decision, asked_at);
create index ix_crm_approval_step_record on crm_approval_step (record_id, decision);
create index ix_crm_approval_step_sort on crm_approval_step (sort_key, id);
${derby}create index ix_crm_approval_step_sort_down on crm_approval_step (sort_key desc, id desc);
${derby}create index ix_crm_approval_step_newest on crm_approval_step (id desc);
create index ix_crm_approval_step_initials on crm_approval_step (initials, id);
create index ix_crm_approval_step_owner on crm_approval_step (owner_id, sort_key, id);
