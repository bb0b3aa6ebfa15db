create table t_lead (
  ${record},
  name varchar(100) not null,
  status varchar(20) not null,
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
create index t_lead_pool on t_lead (pool_id, sort_key, id);
create index t_lead_home on t_lead (owner_id, home_pool_id);
create index t_lead_reclaim on t_lead (reclaim_at);

create table t_visit (
  ${record},
  subject varchar(100) not null,
  occurred_at timestamp,
  counts_as_follow_up boolean
);

create table t_member (
  ${record},
  name varchar(100) not null,
  status varchar(20) not null,
  department_id bigint
);

create table t_group (
  ${record},
  name varchar(100) not null,
  parent_id bigint
);

create table t_role (
  ${record},
  name varchar(100) not null
);
