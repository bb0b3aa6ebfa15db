-- What is sold and what it costs.
create table crm_product (
  ${record},
  sku varchar(60) ${binary} not null,
  name varchar(200) not null,
  category varchar(60),
  unit varchar(20) not null,
  spec varchar(300),
  list_price decimal(19,4),
  list_price_currency varchar(3),
  tax_rate decimal(9,6) not null,
  tax_class_code varchar(19),
  status varchar(20) not null,
  remark varchar(2000),
  constraint uq_crm_product_sku unique (sku, deleted_marker)
);

create index ix_crm_product_sort on crm_product (sort_key, id);
${derby}create index ix_crm_product_sort_down on crm_product (sort_key desc, id desc);
${derby}create index ix_crm_product_newest on crm_product (id desc);
create index ix_crm_product_initials on crm_product (initials, id);
create index ix_crm_product_owner on crm_product (owner_id, sort_key, id);

create table crm_price_list (
  ${record},
  name varchar(120) not null,
  customer_id bigint,
  level varchar(10),
  currency varchar(3) not null,
  valid_from date,
  valid_to date,
  priority integer not null,
  constraint uq_crm_price_list_name unique (name, deleted_marker)
);

create index ix_crm_price_list_sort on crm_price_list (sort_key, id);
${derby}create index ix_crm_price_list_sort_down on crm_price_list (sort_key desc, id desc);
${derby}create index ix_crm_price_list_newest on crm_price_list (id desc);
create index ix_crm_price_list_initials on crm_price_list (initials, id);
create index ix_crm_price_list_owner on crm_price_list (owner_id, sort_key, id);
create index ix_crm_price_list_customer on crm_price_list (customer_id);

create table crm_price_list_item (
  ${record},
  title varchar(200),
  price_list_id bigint not null,
  product_id bigint not null,
  min_quantity decimal(18,6) not null,
  unit_price decimal(19,6) not null,
  constraint uq_crm_price_list_item unique (price_list_id, product_id, min_quantity, deleted_marker)
);

create index ix_crm_price_list_item_sort on crm_price_list_item (sort_key, id);
${derby}create index ix_crm_price_list_item_sort_down on crm_price_list_item (sort_key desc, id desc);
${derby}create index ix_crm_price_list_item_newest on crm_price_list_item (id desc);
create index ix_crm_price_list_item_initials on crm_price_list_item (initials, id);
create index ix_crm_price_list_item_owner on crm_price_list_item (owner_id, sort_key, id);
create index ix_crm_price_list_item_product on crm_price_list_item (product_id);

-- Documents with lines. All amounts are computed by the module.
create table crm_quote (
  ${record},
  quote_no varchar(40) ${binary} not null,
  revision integer not null,
  root_id bigint,
  quoted_on date,
  valid_until date,
  rejected_because varchar(300),
  customer_id bigint not null,
  contact_id bigint,
  opportunity_id bigint,
  currency varchar(3) not null,
  exchange_rate decimal(19,8),
  price_includes_tax boolean not null,
  header_discount decimal(19,4) not null,
  discount_share decimal(9,6),
  net decimal(19,4),
  net_currency varchar(3),
  tax decimal(19,4),
  tax_currency varchar(3),
  gross decimal(19,4),
  gross_currency varchar(3),
  base_gross decimal(19,4),
  base_gross_currency varchar(3),
  capital_amount varchar(120),
  status varchar(20) not null,
  remark varchar(2000),
  constraint uq_crm_quote_no unique (quote_no, deleted_marker)
);

create index ix_crm_quote_sort on crm_quote (sort_key, id);
${derby}create index ix_crm_quote_sort_down on crm_quote (sort_key desc, id desc);
${derby}create index ix_crm_quote_newest on crm_quote (id desc);
create index ix_crm_quote_initials on crm_quote (initials, id);
create index ix_crm_quote_owner on crm_quote (owner_id, sort_key, id);
create index ix_crm_quote_customer on crm_quote (customer_id);
create index ix_crm_quote_opportunity on crm_quote (opportunity_id);
create index ix_crm_quote_root on crm_quote (root_id);

create table crm_quote_line (
  ${record},
  quote_id bigint not null,
  line_no integer,
  product_id bigint not null,
  name varchar(200) not null,
  sku varchar(60),
  unit varchar(20),
  quantity decimal(18,6) not null,
  list_price decimal(19,6),
  unit_price decimal(19,6) not null,
  price_source varchar(20),
  price_reason varchar(200),
  discount_rate decimal(9,6) not null,
  tax_rate decimal(9,6) not null,
  tax_kind varchar(20) not null,
  net decimal(19,4),
  net_currency varchar(3),
  tax decimal(19,4),
  tax_currency varchar(3),
  gross decimal(19,4),
  gross_currency varchar(3),
  remark varchar(500)
);

create index ix_crm_quote_line_sort on crm_quote_line (sort_key, id);
${derby}create index ix_crm_quote_line_sort_down on crm_quote_line (sort_key desc, id desc);
${derby}create index ix_crm_quote_line_newest on crm_quote_line (id desc);
create index ix_crm_quote_line_initials on crm_quote_line (initials, id);
create index ix_crm_quote_line_owner on crm_quote_line (owner_id, sort_key, id);
create index ix_crm_quote_line_quote on crm_quote_line (quote_id);
create index ix_crm_quote_line_product on crm_quote_line (product_id);

create table crm_order (
  ${record},
  order_no varchar(40) ${binary} not null,
  end_customer_id bigint,
  quote_id bigint,
  ordered_on date,
  ship_to varchar(300),
  cancelled_because varchar(300),
  production_status varchar(20),
  delivery_status varchar(20),
  payment_status varchar(20),
  invoice_status varchar(20),
  customer_id bigint not null,
  contact_id bigint,
  opportunity_id bigint,
  currency varchar(3) not null,
  exchange_rate decimal(19,8),
  price_includes_tax boolean not null,
  header_discount decimal(19,4) not null,
  discount_share decimal(9,6),
  net decimal(19,4),
  net_currency varchar(3),
  tax decimal(19,4),
  tax_currency varchar(3),
  gross decimal(19,4),
  gross_currency varchar(3),
  base_gross decimal(19,4),
  base_gross_currency varchar(3),
  capital_amount varchar(120),
  status varchar(20) not null,
  remark varchar(2000),
  constraint uq_crm_order_no unique (order_no, deleted_marker)
);

create index ix_crm_order_sort on crm_order (sort_key, id);
${derby}create index ix_crm_order_sort_down on crm_order (sort_key desc, id desc);
${derby}create index ix_crm_order_newest on crm_order (id desc);
create index ix_crm_order_initials on crm_order (initials, id);
create index ix_crm_order_owner on crm_order (owner_id, sort_key, id);
create index ix_crm_order_customer on crm_order (customer_id);
create index ix_crm_order_opportunity on crm_order (opportunity_id);
create index ix_crm_order_quote on crm_order (quote_id);
create index ix_crm_order_end_customer on crm_order (end_customer_id);

create table crm_order_line (
  ${record},
  order_id bigint not null,
  line_no integer,
  product_id bigint not null,
  name varchar(200) not null,
  sku varchar(60),
  unit varchar(20),
  quantity decimal(18,6) not null,
  list_price decimal(19,6),
  unit_price decimal(19,6) not null,
  price_source varchar(20),
  price_reason varchar(200),
  discount_rate decimal(9,6) not null,
  tax_rate decimal(9,6) not null,
  tax_kind varchar(20) not null,
  net decimal(19,4),
  net_currency varchar(3),
  tax decimal(19,4),
  tax_currency varchar(3),
  gross decimal(19,4),
  gross_currency varchar(3),
  remark varchar(500)
);

create index ix_crm_order_line_sort on crm_order_line (sort_key, id);
${derby}create index ix_crm_order_line_sort_down on crm_order_line (sort_key desc, id desc);
${derby}create index ix_crm_order_line_newest on crm_order_line (id desc);
create index ix_crm_order_line_initials on crm_order_line (initials, id);
create index ix_crm_order_line_owner on crm_order_line (owner_id, sort_key, id);
create index ix_crm_order_line_order on crm_order_line (order_id);
create index ix_crm_order_line_product on crm_order_line (product_id);
