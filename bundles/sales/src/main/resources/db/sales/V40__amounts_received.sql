-- What of an order is paid and invoiced, as the module that keeps receipts and invoices says.
alter table crm_order add column paid_amount decimal(19,4);
alter table crm_order add column paid_amount_currency varchar(3);
alter table crm_order add column invoiced_amount decimal(19,4);
alter table crm_order add column invoiced_amount_currency varchar(3);
