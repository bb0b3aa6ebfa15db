-- For how long writes to the modules waited while they were exchanged; nothing if they did not.
alter table crm_module_change add column held_milliseconds bigint;
