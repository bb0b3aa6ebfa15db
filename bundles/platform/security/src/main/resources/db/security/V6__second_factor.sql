-- The second factor of sign-in. The secret is sealed with the user's key in the vault, recovery codes are hashed.
create table crm_second_factor (
    user_id bigint not null primary key,
    secret varchar(400)${binary} not null,
    created_at timestamp not null,
    confirmed_at timestamp,
    -- The last step of 30 seconds whose code was taken: each is good once.
    last_step bigint not null
);
create table crm_recovery_code (
    user_id bigint not null,
    hash varchar(43)${binary} not null,
    primary key (user_id, hash)
);
-- Whoever holds the role signs in with a second factor.
alter table crm_role add column second_factor boolean;
-- What people see of their sessions.
alter table crm_session add column device varchar(200);
