-- Where mail is fetched from and sent through, what is to be sent, and what has arrived.
create table crm_mailbox (
  ${record},
  name varchar(100) not null,
  address varchar(254) not null,
  active boolean not null,
  protocol varchar(20) not null,
  host varchar(255) not null,
  port integer,
  encryption varchar(20) not null,
  username varchar(254) not null,
  folders varchar(1000),
  afterwards varchar(20) not null,
  fetch_from timestamp,
  destination varchar(80),
  remark varchar(1000),
  lease_owner varchar(40) ${binary},
  lease_until timestamp,
  constraint uq_crm_mailbox_name unique (name, deleted_marker)
);

create index ix_crm_mailbox_sort on crm_mailbox (sort_key, id);
${derby}create index ix_crm_mailbox_sort_down on crm_mailbox (sort_key desc, id desc);
${derby}create index ix_crm_mailbox_newest on crm_mailbox (id desc);
create index ix_crm_mailbox_initials on crm_mailbox (initials, id);
create index ix_crm_mailbox_owner on crm_mailbox (owner_id, sort_key, id);

create table crm_mail_folder (
  ${record},
  name varchar(300) not null,
  mailbox_id bigint not null,
  status varchar(20) not null,
  checked_at timestamp,
  waiting integer,
  lag_seconds bigint,
  fetched bigint,
  last_error varchar(1000),
  uid_validity bigint,
  last_uid bigint,
  reread boolean default false not null,
  constraint uq_crm_mail_folder unique (mailbox_id, name, deleted_marker)
);

create index ix_crm_mail_folder_sort on crm_mail_folder (sort_key, id);
${derby}create index ix_crm_mail_folder_sort_down on crm_mail_folder (sort_key desc, id desc);
${derby}create index ix_crm_mail_folder_newest on crm_mail_folder (id desc);
create index ix_crm_mail_folder_initials on crm_mail_folder (initials, id);
create index ix_crm_mail_folder_owner on crm_mail_folder (owner_id, sort_key, id);

create table crm_mail_sender (
  ${record},
  name varchar(100) not null,
  address varchar(254) not null,
  display_name varchar(100),
  reply_to varchar(254),
  active boolean not null,
  default_sender boolean not null,
  host varchar(255) not null,
  port integer,
  encryption varchar(20) not null,
  username varchar(254),
  connections integer not null,
  per_minute integer,
  per_day integer,
  when_uncertain varchar(20) not null,
  dkim_domain varchar(255),
  dkim_selector varchar(60),
  dkim_record varchar(1000),
  status varchar(20),
  last_error varchar(1000),
  remark varchar(1000),
  constraint uq_crm_mail_sender_name unique (name, deleted_marker)
);

create index ix_crm_mail_sender_sort on crm_mail_sender (sort_key, id);
${derby}create index ix_crm_mail_sender_sort_down on crm_mail_sender (sort_key desc, id desc);
${derby}create index ix_crm_mail_sender_newest on crm_mail_sender (id desc);
create index ix_crm_mail_sender_initials on crm_mail_sender (initials, id);
create index ix_crm_mail_sender_owner on crm_mail_sender (owner_id, sort_key, id);

create table crm_mail_outgoing (
  ${record},
  mail_key varchar(200) ${binary} not null,
  subject varchar(500) not null,
  status varchar(20) not null,
  sender_id bigint,
  from_address varchar(400),
  to_addresses varchar(4000) not null,
  cc_addresses varchar(4000),
  bcc_addresses varchar(4000),
  message_id varchar(400) ${binary} not null,
  about_type varchar(80),
  about_id bigint,
  text_body ${text},
  html_body ${text},
  details ${text},
  not_before timestamp,
  attempts integer not null,
  next_try_at timestamp,
  sent_at timestamp,
  refused varchar(4000),
  remaining varchar(8000),
  last_error varchar(1000),
  handing boolean default false not null,
  lease_owner varchar(40) ${binary},
  lease_until timestamp,
  constraint uq_crm_mail_outgoing_key unique (mail_key, deleted_marker)
);

create index ix_crm_mail_outgoing_sort on crm_mail_outgoing (sort_key, id);
${derby}create index ix_crm_mail_outgoing_sort_down on crm_mail_outgoing (sort_key desc, id desc);
${derby}create index ix_crm_mail_outgoing_newest on crm_mail_outgoing (id desc);
create index ix_crm_mail_outgoing_initials on crm_mail_outgoing (initials, id);
create index ix_crm_mail_outgoing_owner on crm_mail_outgoing (owner_id, sort_key, id);
create index ix_crm_mail_outgoing_due on crm_mail_outgoing (status, next_try_at, id);
create index ix_crm_mail_outgoing_sender on crm_mail_outgoing (sender_id, sent_at);
create index ix_crm_mail_outgoing_message on crm_mail_outgoing (message_id);

create table crm_mail_incoming (
  ${record},
  message_key varchar(64) ${binary} not null,
  subject varchar(500) not null,
  status varchar(20) not null,
  mailbox_id bigint,
  from_address varchar(400),
  to_addresses varchar(4000),
  message_id varchar(400) ${binary},
  sent_at timestamp,
  received_at timestamp,
  record_type varchar(80),
  record_id bigint,
  reason varchar(1000),
  attempts integer not null,
  next_try_at timestamp,
  raw_id bigint,
  constraint uq_crm_mail_incoming_key unique (message_key, deleted_marker)
);

create index ix_crm_mail_incoming_sort on crm_mail_incoming (sort_key, id);
${derby}create index ix_crm_mail_incoming_sort_down on crm_mail_incoming (sort_key desc, id desc);
${derby}create index ix_crm_mail_incoming_newest on crm_mail_incoming (id desc);
create index ix_crm_mail_incoming_initials on crm_mail_incoming (initials, id);
create index ix_crm_mail_incoming_owner on crm_mail_incoming (owner_id, sort_key, id);
create index ix_crm_mail_incoming_due on crm_mail_incoming (status, next_try_at, id);

-- Each place a mail was found in, so that no place is read twice.
create table crm_mail_arrival (
  mailbox_id bigint not null,
  folder varchar(300) ${binary} not null,
  place varchar(200) ${binary} not null,
  mail_id bigint not null,
  arrived_at timestamp not null,
  constraint pk_crm_mail_arrival primary key (mailbox_id, folder, place)
);

create index ix_crm_mail_arrival_mail on crm_mail_arrival (mail_id);

-- Passwords and private keys, sealed.
create table crm_mail_secret (
  type varchar(80) ${binary} not null,
  record_id bigint not null,
  purpose varchar(20) ${binary} not null,
  sealed ${bytes} not null,
  constraint pk_crm_mail_secret primary key (type, record_id, purpose)
);
