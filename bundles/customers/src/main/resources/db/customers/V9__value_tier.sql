-- What a customer is worth beside all others, and by what that was decided.
alter table crm_customer add column value_tier varchar(1);
alter table crm_customer add column value_tier_from decimal(19,2);
alter table crm_customer add column value_tier_from_currency varchar(3);
alter table crm_customer add column value_tier_on date;

create index ix_crm_customer_won on crm_customer (won_amount, id);
create index ix_crm_customer_value_tier on crm_customer (value_tier, id);
