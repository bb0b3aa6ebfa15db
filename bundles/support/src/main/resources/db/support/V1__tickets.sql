-- Tickets, what is said in them, and the queues in which they wait.

create table crm_ticket_queue (
  ${record},
  name varchar(100) not null,
  reopen_days integer not null,
  remark varchar(2000),
  constraint uq_crm_ticket_queue_name unique (name, deleted_marker)
);

create index ix_crm_ticket_queue_sort on crm_ticket_queue (sort_key, id);
${derby}create index ix_crm_ticket_queue_sort_down on crm_ticket_queue (sort_key desc, id desc);
${derby}create index ix_crm_ticket_queue_newest on crm_ticket_queue (id desc);
create index ix_crm_ticket_queue_initials on crm_ticket_queue (initials, id);
create index ix_crm_ticket_queue_owner on crm_ticket_queue (owner_id, sort_key, id);

create table crm_ticket (
  ${record},
  ticket_no varchar(40) ${binary} not null,
  subject varchar(300) not null,
  description varchar(4000),
  kind varchar(20) not null,
  queue_id bigint,
  priority varchar(20) not null,
  channel varchar(20) not null,
  customer_id bigint,
  contact_id bigint,
  status varchar(20) not null,
  resolution varchar(4000),
  first_responded_at timestamp,
  resolved_at timestamp,
  closed_at timestamp,
  reopen_count integer not null,
  constraint uq_crm_ticket_no unique (ticket_no, deleted_marker)
);

create index ix_crm_ticket_sort on crm_ticket (sort_key, id);
${derby}create index ix_crm_ticket_sort_down on crm_ticket (sort_key desc, id desc);
${derby}create index ix_crm_ticket_newest on crm_ticket (id desc);
create index ix_crm_ticket_initials on crm_ticket (initials, id);
create index ix_crm_ticket_owner on crm_ticket (owner_id, sort_key, id);
create index ix_crm_ticket_queue on crm_ticket (queue_id);
create index ix_crm_ticket_customer on crm_ticket (customer_id);
create index ix_crm_ticket_contact on crm_ticket (contact_id);

create table crm_ticket_message (
  ${record},
  summary varchar(200),
  ticket_id bigint not null,
  direction varchar(20) not null,
  body varchar(10000) not null
);

create index ix_crm_ticket_message_sort on crm_ticket_message (sort_key, id);
${derby}create index ix_crm_ticket_message_sort_down on crm_ticket_message (sort_key desc, id desc);
${derby}create index ix_crm_ticket_message_newest on crm_ticket_message (id desc);
create index ix_crm_ticket_message_initials on crm_ticket_message (initials, id);
create index ix_crm_ticket_message_owner on crm_ticket_message (owner_id, sort_key, id);
create index ix_crm_ticket_message_ticket on crm_ticket_message (ticket_id);
