-- Where a role's holders begin and what their menu shows. Roles that are already there show everything, as before.
alter table crm_role add column home_page varchar(200);
alter table crm_role add column menu ${text};
