-- How far a change of many records has come; one row a job. It goes on behind last_id.
create table crm_bulk (
  job_id bigint not null primary key,
  last_id bigint not null,
  total bigint not null,
  matched bigint not null,
  changed bigint not null,
  unchanged bigint not null,
  failed bigint not null,
  created_at timestamp not null
);
create index crm_bulk_by_age on crm_bulk (created_at);

-- Records that could not be changed, and the first reason why.
create table crm_bulk_failure (
  job_id bigint not null,
  record_id bigint not null,
  field_name varchar(200) not null,
  code varchar(80) not null,
  message_zh varchar(1000) not null,
  message_en varchar(1000) not null,
  primary key (job_id, record_id)
);

-- What can be taken back as a whole: the writes of one job. undo_job is the job that takes it back.
create table crm_undo_batch (
  batch_id bigint not null primary key,
  undo_job bigint,
  created_at timestamp not null
);
create index crm_undo_batch_by_age on crm_undo_batch (created_at);

-- Each write of a batch: created, updated or deleted, the versions around it, and what changed fields held before.
create table crm_undo (
  id bigint not null primary key,
  batch_id bigint not null,
  type_name varchar(80) ${binary} not null,
  record_id bigint not null,
  operation varchar(10) ${binary} not null,
  version_before bigint not null,
  version_after bigint not null,
  before_image ${text},
  state varchar(10) ${binary} not null,
  reason_zh varchar(1000),
  reason_en varchar(1000)
);
create index crm_undo_by_state on crm_undo (batch_id, state, id);
create index crm_undo_by_record on crm_undo (batch_id, record_id);
