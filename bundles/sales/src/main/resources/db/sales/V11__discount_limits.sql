-- How much people of a role may take off.
create table crm_discount_limit (
  ${record},
  title varchar(120),
  role_id bigint not null,
  most decimal(9,6) not null,
  constraint uq_crm_discount_limit_role unique (role_id, deleted_marker)
);

create index ix_crm_discount_limit_sort on crm_discount_limit (sort_key, id);
${derby}create index ix_crm_discount_limit_sort_down on crm_discount_limit (sort_key desc, id desc);
${derby}create index ix_crm_discount_limit_newest on crm_discount_limit (id desc);
create index ix_crm_discount_limit_initials on crm_discount_limit (initials, id);
create index ix_crm_discount_limit_owner on crm_discount_limit (owner_id, sort_key, id);

create index ix_crm_quote_valid on crm_quote (status, valid_until);
