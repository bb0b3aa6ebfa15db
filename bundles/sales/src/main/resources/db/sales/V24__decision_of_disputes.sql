-- Why a dispute was decided as it was, and where it stands with those who are asked before.
alter table crm_deal_registration add column decision varchar(1000);
alter table crm_deal_registration add column approval_status varchar(20) default 'none' not null;
