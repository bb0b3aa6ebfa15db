-- Contracts, instalments, money received and its shares, invoices. All amounts that follow from others are computed by the module.

create table crm_contract (
  ${record},
  contract_no varchar(40) ${binary} not null,
  name varchar(200) not null,
  customer_id bigint not null,
  kind varchar(20) not null,
  status varchar(20) not null,
  signed_on date,
  start_on date,
  end_on date,
  amount decimal(19,2),
  amount_currency varchar(3),
  signers varchar(200),
  exchange_rate decimal(19,8),
  base_amount decimal(19,2),
  base_amount_currency varchar(3),
  paid_amount decimal(19,2),
  paid_amount_currency varchar(3),
  paid_rate decimal(19,6),
  payment_status varchar(20),
  invoiced_amount decimal(19,2),
  invoiced_amount_currency varchar(3),
  invoiced_rate decimal(19,6),
  invoice_status varchar(20),
  amended_at timestamp,
  amend_reason varchar(300),
  end_reason varchar(300),
  remark varchar(2000),
  constraint uq_crm_contract_no unique (contract_no, deleted_marker)
);

create index ix_crm_contract_sort on crm_contract (sort_key, id);
${derby}create index ix_crm_contract_sort_down on crm_contract (sort_key desc, id desc);
${derby}create index ix_crm_contract_newest on crm_contract (id desc);
create index ix_crm_contract_initials on crm_contract (initials, id);
create index ix_crm_contract_owner on crm_contract (owner_id, sort_key, id);
create index ix_crm_contract_customer on crm_contract (customer_id);

create table crm_payment_plan (
  ${record},
  title varchar(200),
  contract_id bigint,
  order_id bigint,
  customer_id bigint not null,
  term_no integer,
  due_on date not null,
  amount decimal(19,2) not null,
  amount_currency varchar(3) not null,
  due_condition varchar(300),
  paid_amount decimal(19,2),
  paid_amount_currency varchar(3),
  open_amount decimal(19,2),
  open_amount_currency varchar(3),
  status varchar(20) not null,
  is_closed boolean not null,
  remark varchar(2000)
);

create index ix_crm_payment_plan_sort on crm_payment_plan (sort_key, id);
${derby}create index ix_crm_payment_plan_sort_down on crm_payment_plan (sort_key desc, id desc);
${derby}create index ix_crm_payment_plan_newest on crm_payment_plan (id desc);
create index ix_crm_payment_plan_initials on crm_payment_plan (initials, id);
create index ix_crm_payment_plan_owner on crm_payment_plan (owner_id, sort_key, id);
create index ix_crm_payment_plan_contract on crm_payment_plan (contract_id);
create index ix_crm_payment_plan_order on crm_payment_plan (order_id);
create index ix_crm_payment_plan_customer on crm_payment_plan (customer_id);
create index ix_crm_payment_plan_due on crm_payment_plan (status, due_on);

create table crm_receipt (
  ${record},
  receipt_no varchar(40) ${binary} not null,
  customer_id bigint not null,
  kind varchar(20) not null,
  status varchar(20) not null,
  received_on date not null,
  amount decimal(19,2) not null,
  amount_currency varchar(3) not null,
  method varchar(20) not null,
  serial_no varchar(80),
  payer varchar(200),
  bill_due_on date,
  original_id bigint,
  exchange_rate decimal(19,8),
  base_amount decimal(19,2),
  base_amount_currency varchar(3),
  allocated_amount decimal(19,2),
  allocated_amount_currency varchar(3),
  refunded_amount decimal(19,2),
  refunded_amount_currency varchar(3),
  unallocated_amount decimal(19,2),
  unallocated_amount_currency varchar(3),
  confirmed_at timestamp,
  confirmed_by_id bigint,
  voided_as varchar(20),
  void_reason varchar(300),
  return_reason varchar(300),
  remark varchar(2000),
  constraint uq_crm_receipt_no unique (receipt_no, deleted_marker)
);

create index ix_crm_receipt_sort on crm_receipt (sort_key, id);
${derby}create index ix_crm_receipt_sort_down on crm_receipt (sort_key desc, id desc);
${derby}create index ix_crm_receipt_newest on crm_receipt (id desc);
create index ix_crm_receipt_initials on crm_receipt (initials, id);
create index ix_crm_receipt_owner on crm_receipt (owner_id, sort_key, id);
create index ix_crm_receipt_customer on crm_receipt (customer_id);
create index ix_crm_receipt_original on crm_receipt (original_id);

create table crm_receipt_allocation (
  ${record},
  title varchar(200),
  receipt_id bigint not null,
  payment_plan_id bigint not null,
  contract_id bigint,
  order_id bigint,
  customer_id bigint not null,
  amount decimal(19,2) not null,
  amount_currency varchar(3) not null,
  received_on date,
  state varchar(20) not null
);

create index ix_crm_receipt_allocation_sort on crm_receipt_allocation (sort_key, id);
${derby}create index ix_crm_receipt_allocation_sort_down on crm_receipt_allocation (sort_key desc, id desc);
${derby}create index ix_crm_receipt_allocation_newest on crm_receipt_allocation (id desc);
create index ix_crm_receipt_allocation_initials on crm_receipt_allocation (initials, id);
create index ix_crm_receipt_allocation_owner on crm_receipt_allocation (owner_id, sort_key, id);
create index ix_crm_receipt_allocation_receipt on crm_receipt_allocation (receipt_id);
create index ix_crm_receipt_allocation_payment_plan on crm_receipt_allocation (payment_plan_id);
create index ix_crm_receipt_allocation_contract on crm_receipt_allocation (contract_id);
create index ix_crm_receipt_allocation_order on crm_receipt_allocation (order_id);
create index ix_crm_receipt_allocation_customer on crm_receipt_allocation (customer_id);

create table crm_invoice (
  ${record},
  request_no varchar(40) ${binary} not null,
  customer_id bigint not null,
  status varchar(20) not null,
  kind varchar(20) not null,
  medium varchar(20) not null,
  invoice_no varchar(40),
  issued_on date,
  original_id bigint,
  invoice_title_id bigint,
  buyer_name varchar(200),
  buyer_tax_no varchar(20),
  buyer_address varchar(300),
  buyer_phone varchar(620) ${binary},
  buyer_bank varchar(100),
  buyer_account varchar(440) ${binary},
  currency varchar(3) not null,
  price_includes_tax boolean not null,
  net decimal(19,2),
  net_currency varchar(3),
  tax decimal(19,2),
  tax_currency varchar(3),
  gross decimal(19,2),
  gross_currency varchar(3),
  capital_amount varchar(120),
  linked_amount decimal(19,2),
  linked_amount_currency varchar(3),
  red_amount decimal(19,2),
  red_amount_currency varchar(3),
  void_reason varchar(300),
  remark varchar(2000),
  constraint uq_crm_invoice_no unique (request_no, deleted_marker)
);

create index ix_crm_invoice_sort on crm_invoice (sort_key, id);
${derby}create index ix_crm_invoice_sort_down on crm_invoice (sort_key desc, id desc);
${derby}create index ix_crm_invoice_newest on crm_invoice (id desc);
create index ix_crm_invoice_initials on crm_invoice (initials, id);
create index ix_crm_invoice_owner on crm_invoice (owner_id, sort_key, id);
create index ix_crm_invoice_customer on crm_invoice (customer_id);
create index ix_crm_invoice_original on crm_invoice (original_id);
create index ix_crm_invoice_invoice_title on crm_invoice (invoice_title_id);

create table crm_invoice_line (
  ${record},
  invoice_id bigint not null,
  line_no integer,
  name varchar(200) not null,
  tax_class_code varchar(19),
  spec varchar(100),
  unit varchar(20),
  quantity decimal(18,6) not null,
  unit_price decimal(19,6) not null,
  tax_rate decimal(9,6) not null,
  net decimal(19,2),
  net_currency varchar(3),
  tax decimal(19,2),
  tax_currency varchar(3),
  gross decimal(19,2),
  gross_currency varchar(3)
);

create index ix_crm_invoice_line_sort on crm_invoice_line (sort_key, id);
${derby}create index ix_crm_invoice_line_sort_down on crm_invoice_line (sort_key desc, id desc);
${derby}create index ix_crm_invoice_line_newest on crm_invoice_line (id desc);
create index ix_crm_invoice_line_initials on crm_invoice_line (initials, id);
create index ix_crm_invoice_line_owner on crm_invoice_line (owner_id, sort_key, id);
create index ix_crm_invoice_line_invoice on crm_invoice_line (invoice_id);

create table crm_invoice_link (
  ${record},
  title varchar(200),
  invoice_id bigint not null,
  contract_id bigint,
  order_id bigint,
  amount decimal(19,2) not null,
  amount_currency varchar(3) not null,
  effective boolean not null
);

create index ix_crm_invoice_link_sort on crm_invoice_link (sort_key, id);
${derby}create index ix_crm_invoice_link_sort_down on crm_invoice_link (sort_key desc, id desc);
${derby}create index ix_crm_invoice_link_newest on crm_invoice_link (id desc);
create index ix_crm_invoice_link_initials on crm_invoice_link (initials, id);
create index ix_crm_invoice_link_owner on crm_invoice_link (owner_id, sort_key, id);
create index ix_crm_invoice_link_invoice on crm_invoice_link (invoice_id);
create index ix_crm_invoice_link_contract on crm_invoice_link (contract_id);
create index ix_crm_invoice_link_order on crm_invoice_link (order_id);
