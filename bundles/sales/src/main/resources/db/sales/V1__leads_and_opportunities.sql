-- Leads, and opportunities in the stages of pipelines.

create table crm_pipeline (
  ${record},
  name varchar(80) not null,
  pipeline_order integer not null,
  is_default boolean,
  constraint uq_crm_pipeline unique (name, deleted_marker)
);

create index ix_crm_pipeline_sort on crm_pipeline (sort_key, id);
${derby}create index ix_crm_pipeline_sort_down on crm_pipeline (sort_key desc, id desc);
${derby}create index ix_crm_pipeline_newest on crm_pipeline (id desc);
create index ix_crm_pipeline_owner on crm_pipeline (owner_id, sort_key, id);

create table crm_stage (
  ${record},
  name varchar(80) not null,
  pipeline_id bigint not null,
  stage_order integer not null,
  kind varchar(10) not null,
  probability decimal(5,4) not null,
  required_fields varchar(1000),
  stagnant_days integer,
  is_active boolean,
  constraint uq_crm_stage unique (pipeline_id, name, deleted_marker)
);

create index ix_crm_stage_sort on crm_stage (sort_key, id);
${derby}create index ix_crm_stage_sort_down on crm_stage (sort_key desc, id desc);
${derby}create index ix_crm_stage_newest on crm_stage (id desc);
create index ix_crm_stage_owner on crm_stage (owner_id, sort_key, id);

create table crm_opportunity (
  ${record},
  name varchar(200) not null,
  customer_id bigint not null,
  primary_contact_id bigint,
  pipeline_id bigint not null,
  stage_id bigint not null,
  stage_changed_at timestamp,
  stagnant_at timestamp,
  status varchar(10) not null,
  amount decimal(19,2),
  amount_currency varchar(3),
  probability decimal(5,4),
  forecast_category varchar(20),
  expected_close_on date,
  closed_on date,
  close_reason varchar(60),
  competitor varchar(60),
  next_step varchar(300),
  source varchar(60),
  remark varchar(4000)
);

create index ix_crm_opportunity_sort on crm_opportunity (sort_key, id);
${derby}create index ix_crm_opportunity_sort_down on crm_opportunity (sort_key desc, id desc);
${derby}create index ix_crm_opportunity_newest on crm_opportunity (id desc);
create index ix_crm_opportunity_initials on crm_opportunity (initials, id);
create index ix_crm_opportunity_owner on crm_opportunity (owner_id, sort_key, id);
create index ix_crm_opportunity_owner_id on crm_opportunity (owner_id, id);
create index ix_crm_opportunity_customer on crm_opportunity (customer_id);
create index ix_crm_opportunity_primary_contact on crm_opportunity (primary_contact_id);
-- A column of the board, in its order.
create index ix_crm_opportunity_stage on crm_opportunity (stage_id, expected_close_on, id);
create index ix_crm_opportunity_pipeline on crm_opportunity (pipeline_id);
create index ix_crm_opportunity_open on crm_opportunity (status, expected_close_on, id);
create index ix_crm_opportunity_stagnant on crm_opportunity (owner_id, stagnant_at);
create index ix_crm_opportunity_updated on crm_opportunity (updated_at desc, id desc);

create table crm_stage_change (
  ${record},
  title varchar(200) not null,
  opportunity_id bigint not null,
  from_stage_id bigint,
  to_stage_id bigint not null,
  changed_at timestamp not null,
  changed_by_id bigint,
  amount decimal(19,2),
  amount_currency varchar(3),
  probability decimal(5,4),
  expected_close_on date
);

create index ix_crm_stage_change_sort on crm_stage_change (sort_key, id);
${derby}create index ix_crm_stage_change_sort_down on crm_stage_change (sort_key desc, id desc);
${derby}create index ix_crm_stage_change_newest on crm_stage_change (id desc);
create index ix_crm_stage_change_owner on crm_stage_change (owner_id, sort_key, id);
create index ix_crm_stage_change_opportunity on crm_stage_change (opportunity_id, changed_at);
create index ix_crm_stage_change_at on crm_stage_change (changed_at);
create index ix_crm_stage_change_from on crm_stage_change (from_stage_id);
create index ix_crm_stage_change_to on crm_stage_change (to_stage_id);

create table crm_lead (
  ${record},
  name varchar(200) not null,
  company_name varchar(200),
  contact_name varchar(100),
  position varchar(80),
  mobile varchar(700) ${binary},
  email varchar(254),
  wechat varchar(60),
  region varchar(12),
  source varchar(60),
  utm varchar(500),
  score integer,
  score_reasons varchar(1000),
  status varchar(20) not null,
  invalid_reason varchar(60),
  converted_customer_id bigint,
  converted_contact_id bigint,
  converted_opportunity_id bigint,
  converted_at timestamp,
  remark varchar(4000),
  pool_id bigint,
  pooled_at timestamp,
  pool_reason varchar(20),
  home_pool_id bigint,
  previous_owner_id bigint,
  claimed_at timestamp,
  last_follow_up_at timestamp,
  reclaim_at timestamp,
  protected_until timestamp
);

create index ix_crm_lead_sort on crm_lead (sort_key, id);
${derby}create index ix_crm_lead_sort_down on crm_lead (sort_key desc, id desc);
${derby}create index ix_crm_lead_newest on crm_lead (id desc);
create index ix_crm_lead_initials on crm_lead (initials, id);
create index ix_crm_lead_owner on crm_lead (owner_id, sort_key, id);
create index ix_crm_lead_owner_id on crm_lead (owner_id, id);
create index ix_crm_lead_pool on crm_lead (pool_id, sort_key, id);
create index ix_crm_lead_home on crm_lead (owner_id, home_pool_id);
create index ix_crm_lead_reclaim on crm_lead (reclaim_at);
create index ix_crm_lead_mobile on crm_lead (mobile);
create index ix_crm_lead_email on crm_lead (email);
${postgres}create index ix_crm_lead_email_lower on crm_lead (lower(email), id);
create index ix_crm_lead_status on crm_lead (status, created_at);
create index ix_crm_lead_customer on crm_lead (converted_customer_id);
create index ix_crm_lead_contact on crm_lead (converted_contact_id);
create index ix_crm_lead_opportunity on crm_lead (converted_opportunity_id);

-- What comes with the product; made later, records have far larger ids.
insert into crm_pipeline (id, version, created_at, created_by, updated_at, updated_by, sort_key, name, pipeline_order, is_default)
  values (1, 1, current_timestamp, 0, current_timestamp, 0, '00', '标准销售流程', 100, true);
insert into crm_stage (id, version, created_at, created_by, updated_at, updated_by, sort_key, name, pipeline_id, stage_order,
    kind, probability, required_fields, stagnant_days, is_active)
  values
  (1, 1, current_timestamp, 0, current_timestamp, 0, '01', '初步接洽', 1, 100, 'open', 0.1, null, 14, true),
  (2, 1, current_timestamp, 0, current_timestamp, 0, '02', '需求确认', 1, 200, 'open', 0.3, null, 14, true),
  (3, 1, current_timestamp, 0, current_timestamp, 0, '03', '方案报价', 1, 300, 'open', 0.5, 'amount,expectedCloseOn', 21, true),
  (4, 1, current_timestamp, 0, current_timestamp, 0, '04', '商务谈判', 1, 400, 'open', 0.8, 'amount,expectedCloseOn', 21, true),
  (5, 1, current_timestamp, 0, current_timestamp, 0, '05', '赢单', 1, 500, 'won', 1, 'amount', null, true),
  (6, 1, current_timestamp, 0, current_timestamp, 0, '06', '输单', 1, 600, 'lost', 0, null, null, true);
