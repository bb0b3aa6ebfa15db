-- Where contracts and invoices stand with those who decide on them; what instalments were reminded of; and money that a
-- bank says has come is booked once.
alter table crm_contract add column approval_status varchar(20) default 'none' not null;
alter table crm_invoice add column approval_status varchar(20) default 'none' not null;
alter table crm_payment_plan add column reminded varchar(20);
alter table crm_receipt add column booking varchar(140) ${binary};
alter table crm_receipt add constraint uq_crm_receipt_booking unique (booking, deleted_marker);
