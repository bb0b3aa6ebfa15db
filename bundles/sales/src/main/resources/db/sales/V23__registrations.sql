-- Who has said first that he deals with a company. Of those that protect it there is one for each company.
create table crm_deal_registration (
  ${record},
  customer_name varchar(200) not null,
  name_key varchar(220) ${binary} not null,
  project varchar(200),
  reason varchar(1000),
  status varchar(20) not null,
  registered_at timestamp,
  protected_until timestamp,
  against_id bigint,
  decided_by_id bigint,
  decided_at timestamp,
  constraint uq_crm_deal_registration unique (name_key, deleted_marker)
);

create index ix_crm_deal_registration_sort on crm_deal_registration (sort_key, id);
${derby}create index ix_crm_deal_registration_sort_down on crm_deal_registration (sort_key desc, id desc);
${derby}create index ix_crm_deal_registration_newest on crm_deal_registration (id desc);
create index ix_crm_deal_registration_initials on crm_deal_registration (initials, id);
create index ix_crm_deal_registration_owner on crm_deal_registration (owner_id, sort_key, id);
create index ix_crm_deal_registration_until on crm_deal_registration (status, protected_until);
create index ix_crm_deal_registration_against on crm_deal_registration (against_id);
