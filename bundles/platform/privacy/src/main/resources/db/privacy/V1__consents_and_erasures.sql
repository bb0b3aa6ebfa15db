-- Who agreed to be reached on which way and for what. The person is a link of the record kernel (crm_record_link).
create table crm_consent (
  ${record},
  purpose varchar(60) not null,
  channel varchar(20) not null,
  status varchar(20) not null,
  given_at timestamp not null,
  withdrawn_at timestamp,
  source varchar(200),
  proof varchar(4000)
);
create index ix_crm_consent_sort on crm_consent (sort_key, id);
${derby}create index ix_crm_consent_sort_down on crm_consent (sort_key desc, id desc);
${derby}create index ix_crm_consent_newest on crm_consent (id desc);
create index ix_crm_consent_initials on crm_consent (initials, id);
create index ix_crm_consent_owner on crm_consent (owner_id, sort_key, id);

-- Addresses that nothing is sent to. Of an erased person only the hash of the address is left.
create table crm_suppression (
  ${record},
  address varchar(320)${binary} not null,
  channel varchar(20) not null,
  reason varchar(20) not null,
  remark varchar(1000),
  constraint uq_crm_suppression unique (channel, address, deleted_marker)
);
create index ix_crm_suppression_sort on crm_suppression (sort_key, id);
${derby}create index ix_crm_suppression_sort_down on crm_suppression (sort_key desc, id desc);
${derby}create index ix_crm_suppression_newest on crm_suppression (id desc);
create index ix_crm_suppression_initials on crm_suppression (initials, id);
create index ix_crm_suppression_owner on crm_suppression (owner_id, sort_key, id);

-- Erasures that this database has seen. What the list beside the database has more is done again: it was restored.
create table crm_erasure (
  entry varchar(64)${binary} not null primary key,
  type_name varchar(80)${binary} not null,
  record_id bigint not null,
  erased_at timestamp not null,
  erased_by bigint not null,
  reason varchar(500)
);
create index crm_erasure_by_time on crm_erasure (erased_at);
