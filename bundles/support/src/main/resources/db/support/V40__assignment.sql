-- Who is given the tickets of a queue.

create table crm_ticket_skill (
  ${record},
  name varchar(80) not null,
  remark varchar(500),
  constraint uq_crm_ticket_skill_name unique (name, deleted_marker)
);

create index ix_crm_ticket_skill_sort on crm_ticket_skill (sort_key, id);
${derby}create index ix_crm_ticket_skill_sort_down on crm_ticket_skill (sort_key desc, id desc);
${derby}create index ix_crm_ticket_skill_newest on crm_ticket_skill (id desc);
create index ix_crm_ticket_skill_initials on crm_ticket_skill (initials, id);
create index ix_crm_ticket_skill_owner on crm_ticket_skill (owner_id, sort_key, id);

create table crm_ticket_queue_member (
  ${record},
  name varchar(120) not null,
  queue_id bigint not null,
  user_id bigint not null,
  is_active boolean not null,
  quota_per_day integer,
  most_open integer,
  turn bigint,
  given_on date,
  given_count integer,
  constraint uq_crm_ticket_queue_member unique (queue_id, user_id, deleted_marker)
);

create index ix_crm_ticket_queue_member_sort on crm_ticket_queue_member (sort_key, id);
${derby}create index ix_crm_ticket_queue_member_sort_down on crm_ticket_queue_member (sort_key desc, id desc);
${derby}create index ix_crm_ticket_queue_member_newest on crm_ticket_queue_member (id desc);
create index ix_crm_ticket_queue_member_initials on crm_ticket_queue_member (initials, id);
create index ix_crm_ticket_queue_member_owner on crm_ticket_queue_member (owner_id, sort_key, id);
create index ix_crm_ticket_queue_member_user on crm_ticket_queue_member (user_id);

alter table crm_ticket add column skill_id bigint;
create index ix_crm_ticket_skill_id on crm_ticket (skill_id);

alter table crm_ticket_queue add column assignment varchar(20) default 'byHand' not null;
alter table crm_ticket_queue add column fallback_id bigint;
alter table crm_ticket_queue add column zone varchar(50) default 'Asia/Shanghai' not null;
create index ix_crm_ticket_queue_fallback_id on crm_ticket_queue (fallback_id);
