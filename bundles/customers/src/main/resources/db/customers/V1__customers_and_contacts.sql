-- Derby walks an index in one direction only, so it alone gets one for each direction.
-- References carry no foreign keys: the kernel checks them, and it may write both ends in any order within a transaction.

create table crm_customer (
  ${record},
  customer_no varchar(40) ${binary} not null,
  name varchar(200) not null,
  short_name varchar(80),
  kind varchar(20) not null,
  credit_code varchar(18) ${binary},
  tax_no varchar(40),
  parent_id bigint,
  level varchar(10),
  industry varchar(60),
  source varchar(60),
  status varchar(20) not null,
  purchase_intention varchar(60),
  phone varchar(60),
  email varchar(254),
  website varchar(500),
  region varchar(12),
  address varchar(300),
  founded_on date,
  annual_revenue decimal(19,2),
  annual_revenue_currency varchar(3),
  remark varchar(4000),
  constraint uq_crm_customer_no unique (customer_no, deleted_marker)
);

create index ix_crm_customer_sort on crm_customer (sort_key, id);
${derby}create index ix_crm_customer_sort_down on crm_customer (sort_key desc, id desc);
${derby}create index ix_crm_customer_newest on crm_customer (id desc);
create index ix_crm_customer_initials on crm_customer (initials, id);
create index ix_crm_customer_level on crm_customer (level, sort_key, id);
create index ix_crm_customer_owner on crm_customer (owner_id, sort_key, id);
create index ix_crm_customer_parent on crm_customer (parent_id);
create index ix_crm_customer_phone on crm_customer (phone);
create index ix_crm_customer_email on crm_customer (email);
create index ix_crm_customer_credit_code on crm_customer (credit_code);
-- Imports name a customer by its name where they do not know its number.
create index ix_crm_customer_name on crm_customer (name);

create table crm_contact (
  ${record},
  customer_id bigint not null,
  name varchar(100) not null,
  position varchar(80),
  department varchar(80),
  role_in_deal varchar(60),
  mobile varchar(60),
  phone varchar(60),
  email varchar(254),
  wechat varchar(60),
  birthday date,
  is_primary boolean,
  status varchar(20) not null,
  constraint uq_crm_contact_email unique (customer_id, email, deleted_marker)
);

create index ix_crm_contact_sort on crm_contact (sort_key, id);
${derby}create index ix_crm_contact_sort_down on crm_contact (sort_key desc, id desc);
${derby}create index ix_crm_contact_newest on crm_contact (id desc);
create index ix_crm_contact_initials on crm_contact (initials, id);
create index ix_crm_contact_owner on crm_contact (owner_id, sort_key, id);
create index ix_crm_contact_mobile on crm_contact (mobile);
create index ix_crm_contact_phone on crm_contact (phone);
create index ix_crm_contact_email on crm_contact (email);
