-- Every change of modules that was tried, and how it ended.
create table crm_module_change (
  id bigint not null primary key,
  began_at timestamp not null,
  user_id bigint not null,
  modules varchar(1000) not null,
  outcome varchar(20) not null,
  reason_zh ${text},
  reason_en ${text},
  milliseconds bigint not null
);
