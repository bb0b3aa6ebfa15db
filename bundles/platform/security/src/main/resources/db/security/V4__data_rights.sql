-- Whose records a role reaches, and what it takes away from fields; one a line. Without any a role reaches all it may read.
alter table crm_role add column scopes ${text};
alter table crm_role add column field_rights ${text};
