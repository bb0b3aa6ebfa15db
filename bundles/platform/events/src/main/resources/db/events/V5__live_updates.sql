-- What happened on one node and pages on others should know; kept for a minute.
create table crm_live_update (
    id bigint not null primary key,
    told_at timestamp not null,
    node varchar(40)${binary} not null,
    topic varchar(80)${binary} not null,
    user_id bigint not null,
    about varchar(400)${binary} not null
);
create index crm_live_update_time on crm_live_update (told_at);
