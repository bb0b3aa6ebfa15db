create table t_firm (
  ${record},
  name varchar(100) not null,
  industry varchar(20),
  status varchar(20)
);
create index t_firm_sort on t_firm (sort_key, id);
