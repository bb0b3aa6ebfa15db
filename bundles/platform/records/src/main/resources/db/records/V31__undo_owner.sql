-- Whose batch it is, so that people find their own; unknown of batches from before.
alter table crm_undo_batch add column created_by bigint;
create index crm_undo_batch_by_owner on crm_undo_batch (created_by, batch_id);
