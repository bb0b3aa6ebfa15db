create table rt_firm (
  ${record},
  firm_no varchar(40) ${binary},
  name varchar(200) not null,
  level varchar(10),
  industry varchar(30),
  phone varchar(40) ${binary},
  email varchar(200),
  region varchar(12) ${binary},
  employees integer,
  revenue decimal(19, 2),
  revenue_currency char(3),
  score decimal(9, 4),
  rate decimal(5, 4),
  active boolean,
  founded_on date,
  met_at timestamp,
  parent_id bigint,
  contact_id bigint,
  remark ${text},
  constraint rt_firm_no unique (firm_no)
);
create index rt_firm_sort on rt_firm (sort_key, id);
create index rt_firm_sort_down on rt_firm (sort_key desc, id desc);
create index rt_firm_initials on rt_firm (initials, id);
create index rt_firm_owner on rt_firm (owner_id, sort_key, id);
create index rt_firm_owner_id on rt_firm (owner_id, id);
create index rt_firm_newest on rt_firm (id desc);
create index rt_firm_level on rt_firm (level, id desc);
create index rt_firm_phone on rt_firm (phone);

create table rt_person (
  ${record},
  name varchar(80) not null,
  english_name varchar(80),
  city varchar(60),
  firm_id bigint
);
create index rt_person_sort on rt_person (sort_key, id);
create index rt_person_owner on rt_person (owner_id, sort_key, id);
create index rt_person_owner_id on rt_person (owner_id, id);
create index rt_person_firm on rt_person (firm_id, sort_key, id);

create table rt_user (
  ${record},
  name varchar(80) not null,
  email varchar(200)
);
