-- Derby walks an index in one direction only, so it alone gets one for each direction.

create table crm_activity (
  ${record},
  subject varchar(200) not null,
  kind varchar(20) not null,
  occurred_at timestamp not null,
  direction varchar(10),
  duration integer,
  content varchar(10000),
  result varchar(500),
  location varchar(300),
  next_follow_up_at timestamp,
  counts_as_follow_up boolean not null
);
create index ix_crm_activity_sort on crm_activity (sort_key, id);
${derby}create index ix_crm_activity_sort_down on crm_activity (sort_key desc, id desc);
${derby}create index ix_crm_activity_newest on crm_activity (id desc);
create index ix_crm_activity_initials on crm_activity (initials, id);
create index ix_crm_activity_owner on crm_activity (owner_id, sort_key, id);
create index ix_crm_activity_when on crm_activity (occurred_at, id);
${derby}create index ix_crm_activity_latest on crm_activity (occurred_at desc, id desc);

create table crm_task (
  ${record},
  subject varchar(200) not null,
  due_at timestamp,
  remind_at timestamp,
  rrule varchar(300),
  priority varchar(10) not null,
  status varchar(20) not null,
  remark varchar(4000),
  completed_at timestamp,
  follow_up boolean not null,
  activity_id bigint,
  previous_id bigint
);
create index ix_crm_task_sort on crm_task (sort_key, id);
${derby}create index ix_crm_task_sort_down on crm_task (sort_key desc, id desc);
${derby}create index ix_crm_task_newest on crm_task (id desc);
create index ix_crm_task_initials on crm_task (initials, id);
create index ix_crm_task_owner on crm_task (owner_id, sort_key, id);
create index ix_crm_task_due on crm_task (due_at, id);
create index ix_crm_task_agenda on crm_task (owner_id, status, due_at, id);
create index ix_crm_task_activity on crm_task (activity_id);
create index ix_crm_task_previous on crm_task (previous_id);

create table crm_appointment (
  ${record},
  subject varchar(200) not null,
  start_at timestamp not null,
  end_at timestamp not null,
  all_day boolean not null,
  zone varchar(50) not null,
  rrule varchar(300),
  location varchar(300),
  remind_minutes integer,
  remark varchar(4000)
);
create index ix_crm_appointment_sort on crm_appointment (sort_key, id);
${derby}create index ix_crm_appointment_sort_down on crm_appointment (sort_key desc, id desc);
${derby}create index ix_crm_appointment_newest on crm_appointment (id desc);
create index ix_crm_appointment_initials on crm_appointment (initials, id);
create index ix_crm_appointment_owner on crm_appointment (owner_id, sort_key, id);
create index ix_crm_appointment_start on crm_appointment (start_at, id);
create index ix_crm_appointment_agenda on crm_appointment (owner_id, start_at);

create table crm_notification (
  id bigint not null primary key,
  user_id bigint not null,
  kind varchar(40) ${binary} not null,
  title_zh varchar(300) not null,
  title_en varchar(300) not null,
  body varchar(1000),
  type varchar(80) ${binary},
  record_id bigint,
  created_at timestamp not null,
  read_at timestamp
);
create index ix_crm_notification_user on crm_notification (user_id, id);
${derby}create index ix_crm_notification_newest on crm_notification (user_id, id desc);
create index ix_crm_notification_unread on crm_notification (user_id, read_at, id);
create index ix_crm_notification_age on crm_notification (created_at);

create table crm_watch (
  user_id bigint not null,
  type varchar(80) ${binary} not null,
  record_id bigint not null,
  created_at timestamp not null,
  primary key (type, record_id, user_id)
);
create index ix_crm_watch_user on crm_watch (user_id);

-- The next reminder of a record. Whoever moves or removes the row delivers it, in the same transaction.
create table crm_reminder (
  type varchar(80) ${binary} not null,
  record_id bigint not null,
  due_at timestamp not null,
  occurrence_at timestamp not null,
  primary key (type, record_id)
);
create index ix_crm_reminder_due on crm_reminder (due_at);

-- One secret address a user; only its hash is kept.
create table crm_calendar_feed (
  user_id bigint not null primary key,
  hash varchar(43) ${binary} not null,
  created_at timestamp not null
);
create unique index ix_crm_calendar_feed_hash on crm_calendar_feed (hash);
