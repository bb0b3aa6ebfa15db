create table guest (
  ${record},
  name varchar(100) not null,
  mobile varchar(700)${binary},
  email varchar(200),
  remark varchar(2000),
  birthday date,
  kind varchar(20)
);
