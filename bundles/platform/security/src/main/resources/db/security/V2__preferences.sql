-- What a user's pages remember: one row a key, JSON as it came.
create table crm_preference (
    user_id bigint not null,
    name varchar(100)${binary} not null,
    content ${text} not null,
    updated_at timestamp not null,
    primary key (user_id, name)
);
