-- A shared view may be meant for its owner's department and those below only.
alter table crm_view add column department_only boolean default false not null;
