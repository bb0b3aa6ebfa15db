create table crm_job (
    id bigint not null primary key,
    kind varchar(80)${binary} not null,
    label_zh varchar(300) not null,
    label_en varchar(300) not null,
    state varchar(20)${binary} not null,
    done bigint not null,
    total bigint not null,
    created_at timestamp not null,
    created_by bigint not null,
    started_at timestamp,
    finished_at timestamp,
    message_zh varchar(2000),
    message_en varchar(2000),
    -- JSON: on whose behalf, with the rights at the time of the request
    caller ${text} not null,
    parameters ${text} not null,
    result ${text},
    cancel_requested boolean not null,
    -- how often it was started and not given back
    attempts integer not null,
    lease_owner varchar(40)${binary},
    lease_until timestamp
);
create index crm_job_state on crm_job (state, id);
create index crm_job_creator on crm_job (created_by, id);

-- What lies in the job's folder: files handed in, files left for the owner.
create table crm_job_file (
    job_id bigint not null,
    direction varchar(3)${binary} not null,
    name varchar(150)${binary} not null,
    size_bytes bigint not null,
    primary key (job_id, direction, name)
);
