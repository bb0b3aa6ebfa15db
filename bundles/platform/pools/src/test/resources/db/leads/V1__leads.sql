create table t_lead (
  id bigint not null primary key,
  version bigint not null,
  created_at timestamp not null,
  created_by bigint not null,
  updated_at timestamp not null,
  updated_by bigint not null,
  owner_id bigint,
  owner_department_id bigint,
  dept_path varchar(200),
  deleted_at timestamp,
  deleted_by bigint,
  deleted_marker bigint default 0 not null,
  sort_key varchar(240) ${binary},
  initials varchar(80) ${binary},
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
  id bigint not null primary key,
  version bigint not null,
  created_at timestamp not null,
  created_by bigint not null,
  updated_at timestamp not null,
  updated_by bigint not null,
  owner_id bigint,
  owner_department_id bigint,
  dept_path varchar(200),
  deleted_at timestamp,
  deleted_by bigint,
  deleted_marker bigint default 0 not null,
  sort_key varchar(240) ${binary},
  initials varchar(80) ${binary},
  subject varchar(100) not null,
  occurred_at timestamp,
  counts_as_follow_up boolean
);

create table t_member (
  id bigint not null primary key,
  version bigint not null,
  created_at timestamp not null,
  created_by bigint not null,
  updated_at timestamp not null,
  updated_by bigint not null,
  owner_id bigint,
  owner_department_id bigint,
  dept_path varchar(200),
  deleted_at timestamp,
  deleted_by bigint,
  deleted_marker bigint default 0 not null,
  sort_key varchar(240) ${binary},
  initials varchar(80) ${binary},
  name varchar(100) not null,
  status varchar(20) not null
);
