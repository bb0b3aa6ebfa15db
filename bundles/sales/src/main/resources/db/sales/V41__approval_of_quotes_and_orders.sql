-- Where quotes and orders stand with those who decide on them.
alter table crm_quote add column approval_status varchar(20) default 'none' not null;
alter table crm_order add column approval_status varchar(20) default 'none' not null;
