-- Types that were given the pool that comes with them, so that one who deletes it is not given it again.
create table crm_first_pool (
  type_name varchar(80) ${binary} not null primary key
);
