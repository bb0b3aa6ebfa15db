-- From where something was done: the address of the client or "console", and the id of the request as logs name it.
alter table crm_audit add column origin varchar(64);
alter table crm_audit add column trace_id varchar(64)${binary};
