alter table crm_product add column brand varchar(80);
