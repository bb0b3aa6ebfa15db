create table rt_shelf (
  ${record},
  name varchar(50) not null,
  height varchar(20),
  weight decimal(5, 1)
);
