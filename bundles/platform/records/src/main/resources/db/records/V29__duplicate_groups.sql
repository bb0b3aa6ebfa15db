-- Records that look alike, as the last search over a whole type has found them; each record is in one group.
create table crm_duplicate_group (
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  group_id bigint not null,
  score integer not null,
  reasons_zh varchar(400) not null,
  reasons_en varchar(400) not null,
  primary key (type_name, record_id)
);
create index crm_duplicate_group_by_score on crm_duplicate_group (type_name, score, group_id);

-- Pairs of which somebody said that they are not the same; the smaller id comes first.
create table crm_duplicate_distinct (
  type_name varchar(80) ${binary} not null,
  one_id bigint not null,
  other_id bigint not null,
  said_at timestamp not null,
  said_by bigint not null,
  primary key (type_name, one_id, other_id)
);

-- When a type was searched last.
create table crm_duplicate_search (
  type_name varchar(80) ${binary} not null primary key,
  finished_at timestamp not null,
  groups_found integer not null
);
