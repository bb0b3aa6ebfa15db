-- Which records in a pool move on, and where to.
create table crm_pool_transfer_rule (
  ${record},
  name varchar(100) not null,
  pool_id bigint not null,
  position integer not null,
  active boolean not null,
  filter varchar(1000),
  to_pool_id bigint,
  to_owner_id bigint
);

create index ix_crm_pool_transfer_rule_pool on crm_pool_transfer_rule (pool_id, position, id);
create index ix_crm_pool_transfer_rule_sort on crm_pool_transfer_rule (sort_key, id);
${derby}create index ix_crm_pool_transfer_rule_sort_down on crm_pool_transfer_rule (sort_key desc, id desc);
${derby}create index ix_crm_pool_transfer_rule_newest on crm_pool_transfer_rule (id desc);
create index ix_crm_pool_transfer_rule_initials on crm_pool_transfer_rule (initials, id);
create index ix_crm_pool_transfer_rule_owner on crm_pool_transfer_rule (owner_id, sort_key, id);

-- Who has owned a poolable record, and until when: each of them waits for the end of the cool-down.
create table crm_pool_past_owner (
  record_id bigint not null,
  user_id bigint not null,
  ended_at timestamp not null,
  primary key (record_id, user_id)
);
