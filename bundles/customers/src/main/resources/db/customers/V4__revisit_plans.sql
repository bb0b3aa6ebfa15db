-- How often customers of a level and kind are to be seen again.

create table crm_revisit_plan (
  ${record},
  name varchar(80) not null,
  level varchar(10),
  kind varchar(20),
  every_days integer not null,
  is_active boolean,
  constraint uq_crm_revisit_plan unique (name, deleted_marker)
);

create index ix_crm_revisit_plan_sort on crm_revisit_plan (sort_key, id);
${derby}create index ix_crm_revisit_plan_sort_down on crm_revisit_plan (sort_key desc, id desc);
${derby}create index ix_crm_revisit_plan_newest on crm_revisit_plan (id desc);
create index ix_crm_revisit_plan_owner on crm_revisit_plan (owner_id, sort_key, id);
create index ix_crm_customer_last_follow_up on crm_customer (owner_id, last_follow_up_at);
create index ix_crm_customer_status on crm_customer (status, last_follow_up_at);
