-- The version that ran before the present one, for whoever wants to go back.
alter table crm_module add column former varchar(60);
-- What was tried: changed, stopped, purged and so on.
alter table crm_module_change add column operation varchar(20) default 'CHANGED' not null;
