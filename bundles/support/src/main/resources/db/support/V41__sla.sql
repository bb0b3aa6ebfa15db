-- What is promised about tickets, and until when.

create table crm_sla_policy (
  ${record},
  name varchar(100) not null,
  is_active boolean not null,
  position integer not null,
  queue_id bigint,
  kind varchar(20),
  calendar_id bigint,
  warn_minutes integer,
  escalate_to_id bigint,
  reassign boolean not null,
  first_response_low integer,
  first_response_normal integer,
  first_response_high integer,
  first_response_urgent integer,
  next_response_low integer,
  next_response_normal integer,
  next_response_high integer,
  next_response_urgent integer,
  resolution_low integer,
  resolution_normal integer,
  resolution_high integer,
  resolution_urgent integer,
  constraint uq_crm_sla_policy_name unique (name, deleted_marker)
);

create index ix_crm_sla_policy_sort on crm_sla_policy (sort_key, id);
${derby}create index ix_crm_sla_policy_sort_down on crm_sla_policy (sort_key desc, id desc);
${derby}create index ix_crm_sla_policy_newest on crm_sla_policy (id desc);
create index ix_crm_sla_policy_initials on crm_sla_policy (initials, id);
create index ix_crm_sla_policy_owner on crm_sla_policy (owner_id, sort_key, id);
create index ix_crm_sla_policy_queue on crm_sla_policy (queue_id);
create index ix_crm_sla_policy_calendar on crm_sla_policy (calendar_id);
create index ix_crm_sla_policy_escalate_to on crm_sla_policy (escalate_to_id);

create table crm_sla_timer (
  ${record},
  name varchar(300),
  ticket_id bigint not null,
  policy_id bigint,
  metric varchar(20) not null,
  state varchar(20) not null,
  minutes integer not null,
  started_at timestamp not null,
  due_at timestamp,
  warn_at timestamp,
  warned_at timestamp,
  paused_at timestamp,
  pauses varchar(4000),
  paused_minutes integer,
  met_at timestamp
);

create index ix_crm_sla_timer_sort on crm_sla_timer (sort_key, id);
${derby}create index ix_crm_sla_timer_sort_down on crm_sla_timer (sort_key desc, id desc);
${derby}create index ix_crm_sla_timer_newest on crm_sla_timer (id desc);
create index ix_crm_sla_timer_initials on crm_sla_timer (initials, id);
create index ix_crm_sla_timer_owner on crm_sla_timer (owner_id, sort_key, id);
create index ix_crm_sla_timer_ticket on crm_sla_timer (ticket_id);
create index ix_crm_sla_timer_policy on crm_sla_timer (policy_id);
create index ix_crm_sla_timer_due on crm_sla_timer (state, due_at);

alter table crm_ticket add column waiting_since timestamp;
alter table crm_ticket add column sla_due_at timestamp;
alter table crm_ticket add column sla_state varchar(20);
create index ix_crm_ticket_sla_due on crm_ticket (sla_due_at, id);
