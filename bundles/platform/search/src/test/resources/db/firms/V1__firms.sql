create table t_firm (
  ${record},
  name varchar(200) not null,
  short_name varchar(100),
  firm_no varchar(40),
  phone varchar(40),
  email varchar(100),
  remark varchar(2000)
);
