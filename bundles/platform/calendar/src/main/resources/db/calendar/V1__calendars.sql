-- Working days: the week of a calendar, and the days on which it is otherwise.
create table crm_calendar (
  ${record},
  name varchar(100) not null,
  zone varchar(50) not null,
  saturday boolean not null,
  sunday boolean not null,
  is_default boolean not null,
  constraint uq_crm_calendar_name unique (name, deleted_marker)
);

create index ix_crm_calendar_sort on crm_calendar (sort_key, id);
${derby}create index ix_crm_calendar_sort_down on crm_calendar (sort_key desc, id desc);
${derby}create index ix_crm_calendar_newest on crm_calendar (id desc);
create index ix_crm_calendar_initials on crm_calendar (initials, id);
create index ix_crm_calendar_owner on crm_calendar (owner_id, sort_key, id);

create table crm_calendar_day (
  ${record},
  calendar_id bigint not null,
  day date not null,
  kind varchar(20) not null,
  name varchar(100) not null,
  constraint uq_crm_calendar_day unique (calendar_id, day, deleted_marker)
);

create index ix_crm_calendar_day_sort on crm_calendar_day (sort_key, id);
${derby}create index ix_crm_calendar_day_sort_down on crm_calendar_day (sort_key desc, id desc);
${derby}create index ix_crm_calendar_day_newest on crm_calendar_day (id desc);
create index ix_crm_calendar_day_initials on crm_calendar_day (initials, id);
create index ix_crm_calendar_day_owner on crm_calendar_day (owner_id, sort_key, id);

-- What comes with the product has small ids; those of records made later are far larger.
insert into crm_calendar (id, version, created_at, created_by, updated_at, updated_by, sort_key, name, zone, saturday, sunday, is_default)
  values (1, 1, current_timestamp, 0, current_timestamp, 0, '00', '中国大陆', 'Asia/Shanghai', false, false, true);

-- Public holidays of 2026 and the days worked in exchange, as announced by the General Office of the State Council.
insert into crm_calendar_day (id, version, created_at, created_by, updated_at, updated_by, sort_key, calendar_id, day, kind, name) values
  (2026001, 1, current_timestamp, 0, current_timestamp, 0, '20260101', 1, date('2026-01-01'), 'holiday', '元旦'),
  (2026002, 1, current_timestamp, 0, current_timestamp, 0, '20260102', 1, date('2026-01-02'), 'holiday', '元旦'),
  (2026003, 1, current_timestamp, 0, current_timestamp, 0, '20260103', 1, date('2026-01-03'), 'holiday', '元旦'),
  (2026004, 1, current_timestamp, 0, current_timestamp, 0, '20260104', 1, date('2026-01-04'), 'workday', '元旦调休'),
  (2026005, 1, current_timestamp, 0, current_timestamp, 0, '20260214', 1, date('2026-02-14'), 'workday', '春节调休'),
  (2026006, 1, current_timestamp, 0, current_timestamp, 0, '20260215', 1, date('2026-02-15'), 'holiday', '春节'),
  (2026007, 1, current_timestamp, 0, current_timestamp, 0, '20260216', 1, date('2026-02-16'), 'holiday', '春节'),
  (2026008, 1, current_timestamp, 0, current_timestamp, 0, '20260217', 1, date('2026-02-17'), 'holiday', '春节'),
  (2026009, 1, current_timestamp, 0, current_timestamp, 0, '20260218', 1, date('2026-02-18'), 'holiday', '春节'),
  (2026010, 1, current_timestamp, 0, current_timestamp, 0, '20260219', 1, date('2026-02-19'), 'holiday', '春节'),
  (2026011, 1, current_timestamp, 0, current_timestamp, 0, '20260220', 1, date('2026-02-20'), 'holiday', '春节'),
  (2026012, 1, current_timestamp, 0, current_timestamp, 0, '20260221', 1, date('2026-02-21'), 'holiday', '春节'),
  (2026013, 1, current_timestamp, 0, current_timestamp, 0, '20260222', 1, date('2026-02-22'), 'holiday', '春节'),
  (2026014, 1, current_timestamp, 0, current_timestamp, 0, '20260223', 1, date('2026-02-23'), 'holiday', '春节'),
  (2026015, 1, current_timestamp, 0, current_timestamp, 0, '20260228', 1, date('2026-02-28'), 'workday', '春节调休'),
  (2026016, 1, current_timestamp, 0, current_timestamp, 0, '20260404', 1, date('2026-04-04'), 'holiday', '清明节'),
  (2026017, 1, current_timestamp, 0, current_timestamp, 0, '20260405', 1, date('2026-04-05'), 'holiday', '清明节'),
  (2026018, 1, current_timestamp, 0, current_timestamp, 0, '20260406', 1, date('2026-04-06'), 'holiday', '清明节'),
  (2026019, 1, current_timestamp, 0, current_timestamp, 0, '20260501', 1, date('2026-05-01'), 'holiday', '劳动节'),
  (2026020, 1, current_timestamp, 0, current_timestamp, 0, '20260502', 1, date('2026-05-02'), 'holiday', '劳动节'),
  (2026021, 1, current_timestamp, 0, current_timestamp, 0, '20260503', 1, date('2026-05-03'), 'holiday', '劳动节'),
  (2026022, 1, current_timestamp, 0, current_timestamp, 0, '20260504', 1, date('2026-05-04'), 'holiday', '劳动节'),
  (2026023, 1, current_timestamp, 0, current_timestamp, 0, '20260505', 1, date('2026-05-05'), 'holiday', '劳动节'),
  (2026024, 1, current_timestamp, 0, current_timestamp, 0, '20260509', 1, date('2026-05-09'), 'workday', '劳动节调休'),
  (2026025, 1, current_timestamp, 0, current_timestamp, 0, '20260619', 1, date('2026-06-19'), 'holiday', '端午节'),
  (2026026, 1, current_timestamp, 0, current_timestamp, 0, '20260620', 1, date('2026-06-20'), 'holiday', '端午节'),
  (2026027, 1, current_timestamp, 0, current_timestamp, 0, '20260621', 1, date('2026-06-21'), 'holiday', '端午节'),
  (2026028, 1, current_timestamp, 0, current_timestamp, 0, '20260920', 1, date('2026-09-20'), 'workday', '国庆节调休'),
  (2026029, 1, current_timestamp, 0, current_timestamp, 0, '20260925', 1, date('2026-09-25'), 'holiday', '中秋节'),
  (2026030, 1, current_timestamp, 0, current_timestamp, 0, '20260926', 1, date('2026-09-26'), 'holiday', '中秋节'),
  (2026031, 1, current_timestamp, 0, current_timestamp, 0, '20260927', 1, date('2026-09-27'), 'holiday', '中秋节'),
  (2026032, 1, current_timestamp, 0, current_timestamp, 0, '20261001', 1, date('2026-10-01'), 'holiday', '国庆节'),
  (2026033, 1, current_timestamp, 0, current_timestamp, 0, '20261002', 1, date('2026-10-02'), 'holiday', '国庆节'),
  (2026034, 1, current_timestamp, 0, current_timestamp, 0, '20261003', 1, date('2026-10-03'), 'holiday', '国庆节'),
  (2026035, 1, current_timestamp, 0, current_timestamp, 0, '20261004', 1, date('2026-10-04'), 'holiday', '国庆节'),
  (2026036, 1, current_timestamp, 0, current_timestamp, 0, '20261005', 1, date('2026-10-05'), 'holiday', '国庆节'),
  (2026037, 1, current_timestamp, 0, current_timestamp, 0, '20261006', 1, date('2026-10-06'), 'holiday', '国庆节'),
  (2026038, 1, current_timestamp, 0, current_timestamp, 0, '20261007', 1, date('2026-10-07'), 'holiday', '国庆节'),
  (2026039, 1, current_timestamp, 0, current_timestamp, 0, '20261010', 1, date('2026-10-10'), 'workday', '国庆节调休');
