-- Public pools with their rules.
create table crm_pool (
  ${record},
  name varchar(100) not null,
  type varchar(80) not null,
  active boolean not null,
  position integer,
  mode varchar(20) not null,
  zone varchar(50) not null,
  claim_limit_per_day integer,
  holding_limit integer,
  count_won boolean not null,
  cool_down_days integer,
  reclaim_no_follow_up_days integer,
  reclaim_not_won_days integer,
  reclaim_leavers boolean not null,
  day_kind varchar(20) not null,
  warn_days integer,
  exempt varchar(1000),
  default_owner_id bigint,
  transfer_after_days integer,
  transfer_to_id bigint,
  remark varchar(1000),
  constraint uq_crm_pool_name unique (name, deleted_marker)
);

create index ix_crm_pool_sort on crm_pool (sort_key, id);
${derby}create index ix_crm_pool_sort_down on crm_pool (sort_key desc, id desc);
${derby}create index ix_crm_pool_newest on crm_pool (id desc);
create index ix_crm_pool_initials on crm_pool (initials, id);
create index ix_crm_pool_owner on crm_pool (owner_id, sort_key, id);

-- Claims of a user in a pool on a day. The row is locked while the user claims, so that limits hold.
create table crm_pool_quota (
  pool_id bigint not null,
  user_id bigint not null,
  day date not null,
  claims integer not null,
  primary key (pool_id, user_id)
);

-- Who was told that a record is going to be taken back, so that nobody is told twice.
create table crm_pool_warning (
  record_id bigint not null primary key,
  reclaim_at timestamp not null
);

-- By which rules the times of a type's records were last computed.
create table crm_pool_pass (
  type_name varchar(80) ${binary} not null primary key,
  rules varchar(64) ${binary} not null
);

-- The pool that comes with the product; those made later have far larger ids.
insert into crm_pool (id, version, created_at, created_by, updated_at, updated_by, sort_key, name, type, active, position,
    mode, zone, claim_limit_per_day, holding_limit, count_won, cool_down_days, reclaim_no_follow_up_days, reclaim_leavers,
    day_kind, warn_days)
  values (1, 1, current_timestamp, 0, current_timestamp, 0, '00', '客户公海', 'customers', true, 100,
    'claim', 'Asia/Shanghai', 20, 200, false, 7, 60, true,
    'natural', 5);
