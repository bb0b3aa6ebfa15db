-- How long customers waited, so that reports can average it.
alter table crm_ticket add column first_response_minutes bigint;
alter table crm_ticket add column resolution_minutes bigint;
