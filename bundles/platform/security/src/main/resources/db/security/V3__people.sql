-- Where people belong and what they may do. Which roles a user has is kept by the record kernel (links of users).
alter table crm_user add column department_id bigint;
alter table crm_user add column manager_id bigint;
alter table crm_user add column delegate_id bigint;
alter table crm_user add column email varchar(254);
alter table crm_user add column phone varchar(60);
alter table crm_user add column absent_until date;
create index crm_user_department on crm_user (department_id);
create index crm_user_manager on crm_user (manager_id);
${derby}create index crm_user_sort_down on crm_user (sort_key desc, id desc);
${derby}create index crm_user_newest on crm_user (id desc);

create table crm_department (
    ${record},
    name varchar(100) not null,
    parent_id bigint,
    manager_id bigint,
    remark varchar(1000)
);
create index crm_department_sort on crm_department (sort_key, id);
${derby}create index crm_department_sort_down on crm_department (sort_key desc, id desc);
${derby}create index crm_department_newest on crm_department (id desc);
create index crm_department_initials on crm_department (initials, id);
create index crm_department_owner on crm_department (owner_id, sort_key, id);
create index crm_department_parent on crm_department (parent_id);

create table crm_role (
    ${record},
    name varchar(100) not null,
    code varchar(40)${binary} not null,
    description varchar(1000),
    permissions ${text},
    shipped boolean not null,
    constraint uq_crm_role_code unique (code, deleted_marker)
);
create index crm_role_sort on crm_role (sort_key, id);
${derby}create index crm_role_sort_down on crm_role (sort_key desc, id desc);
${derby}create index crm_role_newest on crm_role (id desc);
create index crm_role_initials on crm_role (initials, id);
create index crm_role_owner on crm_role (owner_id, sort_key, id);
