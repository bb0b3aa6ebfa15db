alter table crm_contract add column shelf varchar(80);
