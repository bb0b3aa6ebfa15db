-- What documents are counted in: currencies, what they are worth from day to day, and the rates of value added tax.
create table crm_currency (
  ${record},
  code varchar(3) ${binary} not null,
  name varchar(60) not null,
  minor_units integer not null,
  is_base boolean not null,
  in_use boolean not null,
  constraint uq_crm_currency_code unique (code, deleted_marker)
);

create index ix_crm_currency_sort on crm_currency (sort_key, id);
${derby}create index ix_crm_currency_sort_down on crm_currency (sort_key desc, id desc);
${derby}create index ix_crm_currency_newest on crm_currency (id desc);
create index ix_crm_currency_initials on crm_currency (initials, id);
create index ix_crm_currency_owner on crm_currency (owner_id, sort_key, id);

create table crm_exchange_rate (
  ${record},
  title varchar(40),
  currency_id bigint not null,
  day date not null,
  rate decimal(19,8) not null,
  constraint uq_crm_exchange_rate unique (currency_id, day, deleted_marker)
);

create index ix_crm_exchange_rate_sort on crm_exchange_rate (sort_key, id);
${derby}create index ix_crm_exchange_rate_sort_down on crm_exchange_rate (sort_key desc, id desc);
${derby}create index ix_crm_exchange_rate_newest on crm_exchange_rate (id desc);
create index ix_crm_exchange_rate_initials on crm_exchange_rate (initials, id);
create index ix_crm_exchange_rate_owner on crm_exchange_rate (owner_id, sort_key, id);
-- The newest rate up to a day is looked for at each document.
create index ix_crm_exchange_rate_day on crm_exchange_rate (currency_id, day desc);

create table crm_tax_rate (
  ${record},
  name varchar(80) not null,
  rate decimal(9,6) not null,
  valid_from date not null,
  valid_to date,
  constraint uq_crm_tax_rate unique (rate, valid_from, deleted_marker)
);

create index ix_crm_tax_rate_sort on crm_tax_rate (sort_key, id);
${derby}create index ix_crm_tax_rate_sort_down on crm_tax_rate (sort_key desc, id desc);
${derby}create index ix_crm_tax_rate_newest on crm_tax_rate (id desc);
create index ix_crm_tax_rate_initials on crm_tax_rate (initials, id);
create index ix_crm_tax_rate_owner on crm_tax_rate (owner_id, sort_key, id);

-- What comes with the product has small ids; those of records made later are far larger.
insert into crm_currency (id, version, created_at, created_by, updated_at, updated_by, sort_key, code, name, minor_units, is_base, in_use) values
  (1, 1, current_timestamp, 0, current_timestamp, 0, '01', 'CNY', '人民币', 2, true, true),
  (2, 1, current_timestamp, 0, current_timestamp, 0, '02', 'USD', '美元', 2, false, true),
  (3, 1, current_timestamp, 0, current_timestamp, 0, '03', 'EUR', '欧元', 2, false, true),
  (4, 1, current_timestamp, 0, current_timestamp, 0, '04', 'HKD', '港元', 2, false, true),
  (5, 1, current_timestamp, 0, current_timestamp, 0, '05', 'JPY', '日元', 0, false, true),
  (6, 1, current_timestamp, 0, current_timestamp, 0, '06', 'GBP', '英镑', 2, false, true);

-- Value added tax in China: rates of general taxpayers and their changes of 2017, 2018 and 2019, levy rates of small ones.
insert into crm_tax_rate (id, version, created_at, created_by, updated_at, updated_by, sort_key, name, rate, valid_from, valid_to) values
  (1, 1, current_timestamp, 0, current_timestamp, 0, '01', '基本税率 17%', 0.17, date('2009-01-01'), date('2018-04-30')),
  (2, 1, current_timestamp, 0, current_timestamp, 0, '02', '基本税率 16%', 0.16, date('2018-05-01'), date('2019-03-31')),
  (3, 1, current_timestamp, 0, current_timestamp, 0, '03', '基本税率 13%', 0.13, date('2019-04-01'), null),
  (4, 1, current_timestamp, 0, current_timestamp, 0, '04', '低税率 11%', 0.11, date('2012-01-01'), date('2018-04-30')),
  (5, 1, current_timestamp, 0, current_timestamp, 0, '05', '低税率 10%', 0.10, date('2018-05-01'), date('2019-03-31')),
  (6, 1, current_timestamp, 0, current_timestamp, 0, '06', '低税率 9%', 0.09, date('2019-04-01'), null),
  (7, 1, current_timestamp, 0, current_timestamp, 0, '07', '低税率 6%', 0.06, date('2012-01-01'), null),
  (8, 1, current_timestamp, 0, current_timestamp, 0, '08', '征收率 3%', 0.03, date('2009-01-01'), null),
  (9, 1, current_timestamp, 0, current_timestamp, 0, '09', '减按 1%', 0.01, date('2020-03-01'), date('2027-12-31')),
  (10, 1, current_timestamp, 0, current_timestamp, 0, '10', '零税率 0%', 0, date('2009-01-01'), null);
