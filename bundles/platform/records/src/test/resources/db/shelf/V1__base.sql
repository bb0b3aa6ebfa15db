create table rt_shelf (
  id bigint not null primary key, version bigint not null,
  created_at timestamp not null, created_by bigint not null, updated_at timestamp not null, updated_by bigint not null,
  owner_id bigint, owner_department_id bigint, dept_path varchar(200),
  deleted_at timestamp, deleted_by bigint, deleted_marker bigint default 0 not null,
  sort_key varchar(240) ${binary}, initials varchar(80) ${binary},
  name varchar(50) not null,
  height varchar(20),
  weight decimal(5, 1)
);
