create table t_party (
  ${record},
  party_no varchar(20)${binary},
  name varchar(100) not null,
  kind varchar(20),
  phone varchar(40),
  founded_on date,
  employees integer,
  revenue decimal(19,2),
  revenue_currency varchar(3),
  score bigint,
  nickname varchar(200),
  parent_id bigint,
  constraint uq_t_party_no unique (party_no, deleted_marker),
  constraint ck_t_party_name check (name <> 'forbidden'),
  constraint uq_t_party_nickname unique (nickname)
);
create index t_party_sort on t_party (sort_key, id);
create table t_employee (
  ${record},
  name varchar(80) not null,
  status varchar(20),
  manager_id bigint
);
