-- The hours that are worked on a day, as people write them: 08:30-12:00, 13:30-17:30.
alter table crm_calendar add column shifts varchar(200) default '09:00-12:00, 13:30-18:00' not null;
alter table crm_calendar add column shifts_monday varchar(200);
alter table crm_calendar add column shifts_tuesday varchar(200);
alter table crm_calendar add column shifts_wednesday varchar(200);
alter table crm_calendar add column shifts_thursday varchar(200);
alter table crm_calendar add column shifts_friday varchar(200);
alter table crm_calendar add column shifts_saturday varchar(200);
alter table crm_calendar add column shifts_sunday varchar(200);
alter table crm_calendar_day add column shifts varchar(200);
