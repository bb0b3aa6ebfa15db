-- Proves with the key beside the database that the row was written by the platform as it stands.
alter table crm_audit add column row_mac varchar(64)${binary};

-- Notes of their own that wait for their seals; rows that come with a change are found by their events.
create table crm_audit_open (
    id bigint not null primary key
);

-- The chain over all audit rows. Position 0 is its beginning: rows up to that id are older than the chain.
create table crm_audit_seal (
    seal_position bigint not null primary key,
    audit_id bigint not null,
    -- written, older (than the chain), foreign (not written by the platform), missing (gone before it was sealed)
    kind varchar(10)${binary} not null,
    row_mac varchar(64)${binary} not null,
    seal varchar(64)${binary} not null
);
create unique index crm_audit_seal_row on crm_audit_seal (audit_id);
${derby}create index crm_audit_newest on crm_audit (id desc);
