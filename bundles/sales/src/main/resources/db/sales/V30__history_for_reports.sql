-- Each row says how a deal stood from one moment to the next, and all that reports of that time ask for.
alter table crm_stage_change add column valid_until timestamp;
alter table crm_stage_change add column is_move boolean;
alter table crm_stage_change add column stayed_seconds bigint;
alter table crm_stage_change add column furthest_stage_id bigint;
alter table crm_stage_change add column forecast_category varchar(20);
alter table crm_stage_change add column closed_on date;
alter table crm_stage_change add column cycle_days integer;
alter table crm_stage_change add column base_amount decimal(19,4);
alter table crm_stage_change add column base_amount_currency varchar(3);
alter table crm_stage_change add column weighted_amount decimal(19,4);
alter table crm_stage_change add column weighted_amount_currency varchar(3);

update crm_stage_change set
  valid_until = (select min(later.changed_at) from crm_stage_change later
    where later.opportunity_id = crm_stage_change.opportunity_id
      and (later.changed_at > crm_stage_change.changed_at
        or later.changed_at = crm_stage_change.changed_at and later.id > crm_stage_change.id)),
  is_move = case when from_stage_id is null or from_stage_id <> to_stage_id then true else false end,
  furthest_stage_id = to_stage_id,
  forecast_category = (select deal.forecast_category from crm_opportunity deal
    where deal.id = crm_stage_change.opportunity_id),
  closed_on = (select deal.closed_on from crm_opportunity deal
    where deal.id = crm_stage_change.opportunity_id
      and deal.stage_id = crm_stage_change.to_stage_id),
  base_amount = amount,
  base_amount_currency = amount_currency,
  weighted_amount = amount * probability,
  weighted_amount_currency = amount_currency;

create index ix_crm_stage_change_until on crm_stage_change (valid_until, changed_at);
create index ix_crm_stage_change_closed on crm_stage_change (closed_on);
create index ix_crm_stage_change_furthest on crm_stage_change (furthest_stage_id);

-- What is to be reached, and what somebody stands for.
create table crm_sales_target (
  ${record},
  name varchar(200) not null,
  period varchar(10) not null,
  starts_on date not null,
  ends_on date not null,
  metric varchar(20) not null,
  user_id bigint,
  department_id bigint,
  product_id bigint,
  amount decimal(19,2) not null,
  parent_id bigint
);

create index ix_crm_sales_target_sort on crm_sales_target (sort_key, id);
${derby}create index ix_crm_sales_target_sort_down on crm_sales_target (sort_key desc, id desc);
${derby}create index ix_crm_sales_target_newest on crm_sales_target (id desc);
create index ix_crm_sales_target_initials on crm_sales_target (initials, id);
create index ix_crm_sales_target_owner on crm_sales_target (owner_id, sort_key, id);
create index ix_crm_sales_target_user on crm_sales_target (user_id);
create index ix_crm_sales_target_department on crm_sales_target (department_id);
create index ix_crm_sales_target_product on crm_sales_target (product_id);
create index ix_crm_sales_target_parent on crm_sales_target (parent_id);

create table crm_forecast_commit (
  ${record},
  title varchar(200) not null,
  period date not null,
  amount decimal(19,2) not null,
  reason varchar(500),
  superseded_at timestamp
);

create index ix_crm_forecast_commit_sort on crm_forecast_commit (sort_key, id);
${derby}create index ix_crm_forecast_commit_sort_down on crm_forecast_commit (sort_key desc, id desc);
${derby}create index ix_crm_forecast_commit_newest on crm_forecast_commit (id desc);
create index ix_crm_forecast_commit_initials on crm_forecast_commit (initials, id);
create index ix_crm_forecast_commit_owner on crm_forecast_commit (owner_id, sort_key, id);
create index ix_crm_forecast_commit_period on crm_forecast_commit (period, owner_id);
