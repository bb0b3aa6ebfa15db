-- Records that were merged into another one, and what has to be known to take that back.
create table crm_merge (
  id bigint not null primary key,
  type_name varchar(80) ${binary} not null,
  kept_id bigint not null,
  merged_at timestamp not null,
  merged_by bigint not null,
  -- values of the kept record that the merge changed, as JSON
  before_image ${text} not null,
  after_image ${text} not null,
  undone_at timestamp
);
create index crm_merge_by_kept on crm_merge (type_name, kept_id);

-- Where a record went.
create table crm_merged (
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  merge_id bigint not null,
  kept_id bigint not null,
  primary key (type_name, record_id)
);
create index crm_merged_by_merge on crm_merged (merge_id);

-- What led to a record and now leads to the kept one.
create table crm_merge_move (
  merge_id bigint not null,
  kind varchar(60) ${binary} not null,
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  field_name varchar(300) ${binary} not null,
  from_id bigint not null,
  place integer not null
);
create index crm_merge_move_by_merge on crm_merge_move (merge_id);
