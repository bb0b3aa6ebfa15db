-- The next number of each sequence. The period is the number as rendered, less its digits: SO-202611-{seq}.
create table crm_number (
    type varchar(80)${binary} not null,
    period varchar(200)${binary} not null,
    next_value bigint not null,
    primary key (type, period)
);
