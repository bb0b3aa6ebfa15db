create table firm (
  id bigint not null primary key,
  deleted_at timestamp,
  deleted_marker bigint default 0 not null,
  firm_no varchar(100),
  name varchar(100),
  level varchar(1),
  parent_id bigint,
  status varchar(20)
);

create table person (
  id bigint not null primary key,
  deleted_at timestamp,
  deleted_marker bigint default 0 not null,
  firm_id bigint,
  name varchar(100),
  email varchar(100)
);
