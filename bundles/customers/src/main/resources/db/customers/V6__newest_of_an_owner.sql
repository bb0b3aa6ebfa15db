-- Lists begin with the newest; of what an owner has, these are found without looking at the rest.
create index ix_crm_customer_owner_id on crm_customer (owner_id, id);
create index ix_crm_contact_owner_id on crm_contact (owner_id, id);
-- People in the order of their names, of the customers that somebody reaches.
create index ix_crm_contact_customer on crm_contact (customer_id, sort_key, id);
