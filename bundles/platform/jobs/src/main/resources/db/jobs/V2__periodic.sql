-- Work that comes round again: when it is due next, and which node is at it.
create table crm_periodic (
    name varchar(80)${binary} not null primary key,
    due_at timestamp not null,
    lease_owner varchar(40)${binary},
    lease_until timestamp
);
