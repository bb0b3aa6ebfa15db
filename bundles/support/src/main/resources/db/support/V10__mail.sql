-- Tickets by mail: who writes, what was sent and what became of it, and what belongs together.

alter table crm_ticket_queue add column mailbox_id bigint;
alter table crm_ticket_queue add column sender_id bigint;
alter table crm_ticket_queue add column acknowledgement varchar(2000);
alter table crm_ticket_queue add column signature varchar(1000);

alter table crm_ticket add column address varchar(254);
alter table crm_ticket add column automatic boolean default false not null;
alter table crm_ticket add column previous_id bigint;
create index ix_crm_ticket_address on crm_ticket (address, id);
create index ix_crm_ticket_previous on crm_ticket (previous_id);

alter table crm_ticket_message add column mail_key varchar(40) ${binary};
alter table crm_ticket_message add column message_id varchar(400) ${binary};
alter table crm_ticket_message add column in_reply_to varchar(400) ${binary};
alter table crm_ticket_message add column mail_references varchar(4000);
alter table crm_ticket_message add column from_address varchar(400);
alter table crm_ticket_message add column to_addresses varchar(4000);
alter table crm_ticket_message add column cc_addresses varchar(4000);
alter table crm_ticket_message add column original ${text};
alter table crm_ticket_message add column html ${text};
alter table crm_ticket_message add column automatic boolean default false not null;
alter table crm_ticket_message add column delivery varchar(20);
alter table crm_ticket_message add column delivery_error varchar(1000);
alter table crm_ticket_message add constraint uq_crm_ticket_message_mail unique (mail_key, deleted_marker);
create index ix_crm_ticket_message_message on crm_ticket_message (message_id);
