-- Who may set a first password by a link that works once; a later invitation takes the place of an earlier one.
create table crm_invitation (
    user_id bigint not null primary key,
    hash varchar(43)${binary} not null,
    expires_at timestamp not null
);
create unique index crm_invitation_hash on crm_invitation (hash);
