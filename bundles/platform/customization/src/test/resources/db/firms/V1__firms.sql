create table t_firm (
  ${record},
  firm_no varchar(40),
  name varchar(100) not null,
  phone varchar(40),
  seats integer,
  parent_id bigint,
  industry varchar(20),
  status varchar(20)
);
create index t_firm_sort on t_firm (sort_key, id);
