-- What members see of a record while it lies in the pool; empty for everything.
alter table crm_pool add column visible_fields varchar(1000);
