-- What a deal is expected to be about; with lines, its amount is theirs.
create table crm_opportunity_line (
  ${record},
  opportunity_id bigint not null,
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

create index ix_crm_opportunity_line_sort on crm_opportunity_line (sort_key, id);
${derby}create index ix_crm_opportunity_line_sort_down on crm_opportunity_line (sort_key desc, id desc);
${derby}create index ix_crm_opportunity_line_newest on crm_opportunity_line (id desc);
create index ix_crm_opportunity_line_initials on crm_opportunity_line (initials, id);
create index ix_crm_opportunity_line_owner on crm_opportunity_line (owner_id, sort_key, id);
create index ix_crm_opportunity_line_opportunity on crm_opportunity_line (opportunity_id);
create index ix_crm_opportunity_line_product on crm_opportunity_line (product_id);
