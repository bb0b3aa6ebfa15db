-- The year for whose missing holidays administrators were told, so that they are told once.
alter table crm_calendar add column alarmed_for integer;
