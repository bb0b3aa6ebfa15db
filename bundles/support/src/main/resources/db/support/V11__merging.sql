-- Tickets that become one and come apart again: where their messages were before.

alter table crm_ticket add column merged_into_id bigint;
alter table crm_ticket add column split_from_id bigint;
create index ix_crm_ticket_merged_into on crm_ticket (merged_into_id);
create index ix_crm_ticket_split_from on crm_ticket (split_from_id);

alter table crm_ticket_message add column moved_from_id bigint;
create index ix_crm_ticket_message_moved on crm_ticket_message (moved_from_id);
