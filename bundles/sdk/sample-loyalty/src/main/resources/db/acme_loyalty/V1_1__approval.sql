alter table acme_loyalty_account add column approval_status varchar(20) default 'none' not null;
