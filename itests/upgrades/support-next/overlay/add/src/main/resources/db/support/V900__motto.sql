alter table crm_ticket_queue add column motto varchar(80);
