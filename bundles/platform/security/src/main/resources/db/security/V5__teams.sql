-- People who work together across departments. Who belongs to a team is kept by the record kernel (links of teams).
create table crm_team (
    ${record},
    name varchar(100) not null,
    lead_id bigint,
    remark varchar(1000)
);
create index crm_team_sort on crm_team (sort_key, id);
${derby}create index crm_team_sort_down on crm_team (sort_key desc, id desc);
${derby}create index crm_team_newest on crm_team (id desc);
create index crm_team_initials on crm_team (initials, id);
create index crm_team_owner on crm_team (owner_id, sort_key, id);
create index crm_team_lead on crm_team (lead_id);
