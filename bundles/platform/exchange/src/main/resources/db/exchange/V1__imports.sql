-- How far an import is, written in the same transaction as its records, so that a run after a crash goes on exactly there.
create table crm_import (
  job_id bigint not null primary key,
  rows_done bigint not null,
  tally ${text} not null
);

create table crm_import_rejection (
  job_id bigint not null,
  row_no bigint not null,
  reason varchar(2000) not null,
  primary key (job_id, row_no)
);
