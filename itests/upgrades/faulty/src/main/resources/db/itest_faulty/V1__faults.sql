create table itest_fault (
  ${record},
  name varchar(100) not null,
  customer_id bigint not null
);
create index ix_itest_fault_sort on itest_fault (sort_key, id);
