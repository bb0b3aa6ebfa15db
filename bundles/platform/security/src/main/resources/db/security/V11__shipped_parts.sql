-- What each shipped role was given last. A part that still says it follows the next release; one that differs is the
-- administrator's own.
create table crm_shipped_part (
    role_id bigint not null,
    part varchar(20)${binary} not null,
    said ${text},
    primary key (role_id, part)
);
