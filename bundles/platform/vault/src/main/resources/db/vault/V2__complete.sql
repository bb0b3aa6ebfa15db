-- Since when no value of the field is stored in clear any more.
alter table crm_vault_field add column complete_at timestamp;
