-- What a lead is worth by the firm's rules, and who gets it.
create table crm_lead_scoring_rule (
  ${record},
  name varchar(80) not null,
  is_active boolean not null,
  field varchar(60) not null,
  operator varchar(20) not null,
  rule_value varchar(300),
  points integer not null
);

create index ix_crm_lead_scoring_sort on crm_lead_scoring_rule (sort_key, id);
${derby}create index ix_crm_lead_scoring_sort_down on crm_lead_scoring_rule (sort_key desc, id desc);
${derby}create index ix_crm_lead_scoring_newest on crm_lead_scoring_rule (id desc);
create index ix_crm_lead_scoring_owner on crm_lead_scoring_rule (owner_id, sort_key, id);

create table crm_lead_assignment_rule (
  ${record},
  name varchar(80) not null,
  is_active boolean not null,
  position integer not null,
  method varchar(20) not null,
  source varchar(60),
  region varchar(12),
  form_id bigint,
  min_score integer,
  fallback_id bigint not null,
  zone varchar(50) not null,
  constraint uq_crm_lead_assignment_rule unique (name, deleted_marker)
);

create index ix_crm_lead_assignment_sort on crm_lead_assignment_rule (sort_key, id);
${derby}create index ix_crm_lead_assignment_sort_down on crm_lead_assignment_rule (sort_key desc, id desc);
${derby}create index ix_crm_lead_assignment_newest on crm_lead_assignment_rule (id desc);
create index ix_crm_lead_assignment_owner on crm_lead_assignment_rule (owner_id, sort_key, id);

create table crm_lead_assignee (
  ${record},
  name varchar(120) not null,
  rule_id bigint not null,
  user_id bigint not null,
  is_active boolean not null,
  quota_per_day integer,
  turn bigint,
  given_on date,
  given_count integer,
  constraint uq_crm_lead_assignee unique (rule_id, user_id, deleted_marker)
);

create index ix_crm_lead_assignee_sort on crm_lead_assignee (sort_key, id);
${derby}create index ix_crm_lead_assignee_sort_down on crm_lead_assignee (sort_key desc, id desc);
${derby}create index ix_crm_lead_assignee_newest on crm_lead_assignee (id desc);
create index ix_crm_lead_assignee_owner on crm_lead_assignee (owner_id, sort_key, id);
create index ix_crm_lead_assignee_user on crm_lead_assignee (user_id);

alter table crm_lead add column assignment_rule_id bigint;
alter table crm_lead add column assigned_at timestamp;
create index ix_crm_lead_assignment_rule_id on crm_lead (assignment_rule_id);
