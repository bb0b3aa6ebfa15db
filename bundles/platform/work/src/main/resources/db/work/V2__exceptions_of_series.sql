-- Days on which a series does not take place, and what was taken out of one and put elsewhere.

alter table crm_appointment add column exdates varchar(4000);
alter table crm_appointment add column series_id bigint;
alter table crm_appointment add column occurrence_at timestamp;
alter table crm_appointment add column continues_id bigint;
create index ix_crm_appointment_series on crm_appointment (series_id);
create index ix_crm_appointment_continues on crm_appointment (continues_id);

alter table crm_task add column exdates varchar(4000);
alter table crm_task add column series_id bigint;
alter table crm_task add column occurrence_at timestamp;
alter table crm_task add column continues_id bigint;
create index ix_crm_task_series on crm_task (series_id);
create index ix_crm_task_continues on crm_task (continues_id);
