-- Where changes are sent to.
create table crm_webhook (
  ${record},
  name varchar(100) not null,
  url varchar(1000) not null,
  types varchar(1000) not null,
  operations varchar(1000),
  active boolean not null,
  secret_version integer not null,
  remark varchar(1000),
  constraint uq_crm_webhook_name unique (name, deleted_marker)
);
create index ix_crm_webhook_sort on crm_webhook (sort_key, id);
${derby}create index ix_crm_webhook_sort_down on crm_webhook (sort_key desc, id desc);
${derby}create index ix_crm_webhook_newest on crm_webhook (id desc);
create index ix_crm_webhook_initials on crm_webhook (initials, id);
create index ix_crm_webhook_owner on crm_webhook (owner_id, sort_key, id);

-- The event a reader has been failing at, and since when.
create table crm_feed_trouble (
  reader varchar(150) ${binary} not null primary key,
  event_position bigint not null,
  attempts integer not null,
  since timestamp not null
);

-- Events a reader was given up on; kept until somebody sends them again or drops them.
create table crm_dead_letter (
  id bigint not null primary key,
  reader varchar(150) ${binary} not null,
  event_position bigint not null,
  happened_at timestamp not null,
  user_id bigint not null,
  type varchar(80) ${binary} not null,
  record_id bigint not null,
  record_version bigint not null,
  operation varchar(80) ${binary} not null,
  changes ${text},
  attempts integer not null,
  given_up_at timestamp not null,
  reason varchar(2000) not null
);
create index ix_crm_dead_letter_reader on crm_dead_letter (reader, event_position);
