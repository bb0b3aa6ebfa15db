-- Contracts name the order that they are about, and what is delivered by them.
alter table crm_contract add column order_id bigint;
alter table crm_contract add column price_includes_tax boolean default true not null;
alter table crm_contract add column header_discount decimal(19,4);
alter table crm_contract add column net decimal(19,2);
alter table crm_contract add column net_currency varchar(3);
alter table crm_contract add column tax decimal(19,2);
alter table crm_contract add column tax_currency varchar(3);
alter table crm_contract add column capital_amount varchar(120);
create index ix_crm_contract_order on crm_contract (order_id);

create table crm_contract_line (
  ${record},
  contract_id bigint not null,
  line_no integer,
  name varchar(200) not null,
  spec varchar(100),
  unit varchar(20),
  quantity decimal(18,6) not null,
  unit_price decimal(19,6) not null,
  discount_rate decimal(9,6) not null,
  tax_rate decimal(9,6) not null,
  net decimal(19,2),
  net_currency varchar(3),
  tax decimal(19,2),
  tax_currency varchar(3),
  gross decimal(19,2),
  gross_currency varchar(3)
);

create index ix_crm_contract_line_sort on crm_contract_line (sort_key, id);
${derby}create index ix_crm_contract_line_sort_down on crm_contract_line (sort_key desc, id desc);
${derby}create index ix_crm_contract_line_newest on crm_contract_line (id desc);
create index ix_crm_contract_line_initials on crm_contract_line (initials, id);
create index ix_crm_contract_line_owner on crm_contract_line (owner_id, sort_key, id);
create index ix_crm_contract_line_contract on crm_contract_line (contract_id);

-- What is open in the base currency, for what is added up over all customers.
alter table crm_payment_plan add column base_open decimal(19,2);
alter table crm_payment_plan add column base_open_currency varchar(3);
update crm_payment_plan set base_open = open_amount, base_open_currency = 'CNY' where open_amount_currency = 'CNY';
