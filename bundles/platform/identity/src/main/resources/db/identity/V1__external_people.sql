-- Who of the users is known outside, by an id that the provider never gives to anybody else.
create table crm_external_person (
    provider varchar(100)${binary} not null,
    subject varchar(255)${binary} not null,
    user_id bigint not null,
    linked_at timestamp not null,
    seen_at timestamp not null,
    primary key (provider, subject)
);
create unique index crm_external_person_user on crm_external_person (user_id, provider);
