create table acme_loyalty_account (
  ${record},
  customer_id bigint not null,
  account_no varchar(40) ${binary} not null,
  tier varchar(20) not null,
  points bigint not null,
  constraint uq_acme_loyalty_account_no unique (account_no, deleted_marker)
);

create index ix_acme_loyalty_account_sort on acme_loyalty_account (sort_key, id);
${derby}create index ix_acme_loyalty_account_sort_down on acme_loyalty_account (sort_key desc, id desc);
${derby}create index ix_acme_loyalty_account_newest on acme_loyalty_account (id desc);
create index ix_acme_loyalty_account_initials on acme_loyalty_account (initials, id);
create index ix_acme_loyalty_account_owner on acme_loyalty_account (owner_id, sort_key, id);
create index ix_acme_loyalty_account_customer on acme_loyalty_account (customer_id);

create table acme_loyalty_entry (
  ${record},
  account_id bigint not null,
  points bigint not null,
  reason varchar(200) not null,
  occurred_on date
);

create index ix_acme_loyalty_entry_sort on acme_loyalty_entry (sort_key, id);
${derby}create index ix_acme_loyalty_entry_sort_down on acme_loyalty_entry (sort_key desc, id desc);
${derby}create index ix_acme_loyalty_entry_newest on acme_loyalty_entry (id desc);
create index ix_acme_loyalty_entry_initials on acme_loyalty_entry (initials, id);
create index ix_acme_loyalty_entry_owner on acme_loyalty_entry (owner_id, sort_key, id);
create index ix_acme_loyalty_entry_account on acme_loyalty_entry (account_id);
