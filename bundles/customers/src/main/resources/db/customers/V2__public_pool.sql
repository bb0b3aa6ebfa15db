-- Customers can lie in a public pool.
alter table crm_customer add column pool_id bigint;
alter table crm_customer add column pooled_at timestamp;
alter table crm_customer add column pool_reason varchar(20);
alter table crm_customer add column home_pool_id bigint;
alter table crm_customer add column previous_owner_id bigint;
alter table crm_customer add column claimed_at timestamp;
alter table crm_customer add column last_follow_up_at timestamp;
alter table crm_customer add column reclaim_at timestamp;
alter table crm_customer add column protected_until timestamp;

create index ix_crm_customer_pool on crm_customer (pool_id, sort_key, id);
create index ix_crm_customer_home on crm_customer (owner_id, home_pool_id);
create index ix_crm_customer_reclaim on crm_customer (reclaim_at);
