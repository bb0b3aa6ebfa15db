-- What ought to run. One row a module; the row of a removed one stays, so that its data can still be told apart.
create table crm_module (
  name varchar(100) not null primary key,
  version varchar(60) not null,
  repository varchar(1000),
  desired varchar(10) not null,
  changed_at timestamp not null
);
