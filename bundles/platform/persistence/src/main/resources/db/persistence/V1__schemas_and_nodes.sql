-- Which scripts of a schema have run, so that a warm start need not ask.
create table crm_schema (
    name varchar(100) not null primary key,
    fingerprint varchar(64) not null,
    version varchar(50)
);

-- Leased numbers that keep ids of different processes apart.
create table crm_node (
    node int not null primary key,
    holder varchar(40) not null,
    leased_until timestamp not null
);
