-- How far each line of an order is, and what of it has come back.
alter table crm_order_line add column delivered_quantity decimal(18,6);
alter table crm_order_line add column returned_quantity decimal(18,6);
alter table crm_order_line add column returned_net decimal(19,4);
alter table crm_order_line add column returned_net_currency varchar(3);
alter table crm_order_line add column returned_amount decimal(19,4);
alter table crm_order_line add column returned_amount_currency varchar(3);
alter table crm_order_line add column stock_quantity decimal(18,6);
alter table crm_order_line add column production_status varchar(20);
alter table crm_order_line add column tracking_no varchar(120);
alter table crm_order_line add column expected_on date;
alter table crm_order_line add column reported_at timestamp;

alter table crm_order add column returned_amount decimal(19,4);
alter table crm_order add column returned_amount_currency varchar(3);
alter table crm_order add column due_amount decimal(19,4);
alter table crm_order add column due_amount_currency varchar(3);
update crm_order set due_amount = gross, due_amount_currency = gross_currency;

create table crm_order_return (
  ${record},
  return_no varchar(40) ${binary} not null,
  order_id bigint not null,
  customer_id bigint,
  status varchar(20) not null,
  returned_on date,
  reason varchar(60),
  cancelled_because varchar(300),
  currency varchar(3),
  net decimal(19,4),
  net_currency varchar(3),
  tax decimal(19,4),
  tax_currency varchar(3),
  gross decimal(19,4),
  gross_currency varchar(3),
  remark varchar(2000),
  constraint uq_crm_order_return_no unique (return_no, deleted_marker)
);

create index ix_crm_order_return_sort on crm_order_return (sort_key, id);
${derby}create index ix_crm_order_return_sort_down on crm_order_return (sort_key desc, id desc);
${derby}create index ix_crm_order_return_newest on crm_order_return (id desc);
create index ix_crm_order_return_initials on crm_order_return (initials, id);
create index ix_crm_order_return_owner on crm_order_return (owner_id, sort_key, id);
create index ix_crm_order_return_order on crm_order_return (order_id);
create index ix_crm_order_return_customer on crm_order_return (customer_id);

create table crm_order_return_line (
  ${record},
  return_id bigint not null,
  order_line_id bigint not null,
  name varchar(200),
  sku varchar(60),
  unit varchar(20),
  quantity decimal(18,6) not null,
  net decimal(19,4),
  net_currency varchar(3),
  tax decimal(19,4),
  tax_currency varchar(3),
  gross decimal(19,4),
  gross_currency varchar(3),
  remark varchar(500)
);

create index ix_crm_order_return_line_sort on crm_order_return_line (sort_key, id);
${derby}create index ix_crm_order_return_line_sort_down on crm_order_return_line (sort_key desc, id desc);
${derby}create index ix_crm_order_return_line_newest on crm_order_return_line (id desc);
create index ix_crm_order_return_line_initials on crm_order_return_line (initials, id);
create index ix_crm_order_return_line_owner on crm_order_return_line (owner_id, sort_key, id);
create index ix_crm_order_return_line_return on crm_order_return_line (return_id);
create index ix_crm_order_return_line_order_line on crm_order_return_line (order_line_id);
