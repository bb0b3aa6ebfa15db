-- Texts that answers are often made of.

create table crm_canned_reply (
  ${record},
  name varchar(100) not null,
  body varchar(8000) not null,
  queue_id bigint,
  active boolean not null,
  constraint uq_crm_canned_reply_name unique (name, deleted_marker)
);

create index ix_crm_canned_reply_sort on crm_canned_reply (sort_key, id);
${derby}create index ix_crm_canned_reply_sort_down on crm_canned_reply (sort_key desc, id desc);
${derby}create index ix_crm_canned_reply_newest on crm_canned_reply (id desc);
create index ix_crm_canned_reply_initials on crm_canned_reply (initials, id);
create index ix_crm_canned_reply_owner on crm_canned_reply (owner_id, sort_key, id);
create index ix_crm_canned_reply_queue on crm_canned_reply (queue_id);
