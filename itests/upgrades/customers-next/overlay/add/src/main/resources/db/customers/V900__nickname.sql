alter table crm_customer add column nickname varchar(80);
