-- Which record of a deletion was asked for; the others went along with it.
alter table crm_recycle add column is_root boolean default true not null;
update crm_recycle set is_root = false
  where exists (select 1 from crm_recycle other
    where other.batch_id = crm_recycle.batch_id and other.record_id < crm_recycle.record_id);
create index crm_recycle_roots on crm_recycle (type_name, is_root, batch_id);
