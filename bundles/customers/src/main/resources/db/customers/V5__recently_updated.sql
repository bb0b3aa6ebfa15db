-- The shipped view of what was updated last; descending, because Derby walks an index one way only.
create index ix_crm_customer_updated on crm_customer (updated_at desc, id desc);
