create table t_person (
  ${record},
  name varchar(100) not null,
  status varchar(20) not null,
  zone varchar(50),
  department_id bigint,
  manager_id bigint,
  delegate_id bigint,
  absent_until date
);
create table t_role (
  ${record},
  name varchar(100) not null
);
create table t_department (
  ${record},
  name varchar(100) not null,
  parent_id bigint,
  manager_id bigint
);
create table t_bid (
  ${record},
  name varchar(100) not null,
  amount numeric(19, 4),
  amount_currency varchar(3),
  remark varchar(100),
  sent_by varchar(100),
  total bigint,
  state varchar(20) not null,
  approval_status varchar(20) default 'none' not null
);
create table t_bid_line (
  ${record},
  name varchar(100) not null,
  bid_id bigint not null,
  quantity bigint not null
);
create table t_client (
  ${record},
  name varchar(100) not null
);
