-- What belongs to a customer beyond its people: relations to other customers, addresses, invoice titles.

create table crm_customer_relation (
  ${record},
  customer_id bigint not null,
  related_id bigint not null,
  title varchar(240) not null,
  kind varchar(20) not null,
  remark varchar(2000),
  constraint uq_crm_customer_relation unique (customer_id, related_id, kind, deleted_marker)
);

create index ix_crm_customer_relation_sort on crm_customer_relation (sort_key, id);
${derby}create index ix_crm_customer_relation_sort_down on crm_customer_relation (sort_key desc, id desc);
${derby}create index ix_crm_customer_relation_newest on crm_customer_relation (id desc);
create index ix_crm_customer_relation_owner on crm_customer_relation (owner_id, sort_key, id);
create index ix_crm_customer_relation_customer on crm_customer_relation (customer_id);
create index ix_crm_customer_relation_related on crm_customer_relation (related_id);

create table crm_address (
  ${record},
  customer_id bigint not null,
  line varchar(300) not null,
  kind varchar(20) not null,
  receiver varchar(100),
  phone varchar(60),
  region varchar(12),
  postal_code varchar(20),
  is_default boolean,
  constraint uq_crm_address unique (customer_id, line, deleted_marker)
);

create index ix_crm_address_sort on crm_address (sort_key, id);
${derby}create index ix_crm_address_sort_down on crm_address (sort_key desc, id desc);
${derby}create index ix_crm_address_newest on crm_address (id desc);
create index ix_crm_address_owner on crm_address (owner_id, sort_key, id);
create index ix_crm_address_customer on crm_address (customer_id);

create table crm_invoice_title (
  ${record},
  customer_id bigint not null,
  title varchar(200) not null,
  tax_no varchar(20),
  address varchar(300),
  phone varchar(60),
  bank_name varchar(100),
  bank_account varchar(40),
  delivery_email varchar(254),
  is_default boolean,
  constraint uq_crm_invoice_title unique (customer_id, title, deleted_marker)
);

create index ix_crm_invoice_title_sort on crm_invoice_title (sort_key, id);
${derby}create index ix_crm_invoice_title_sort_down on crm_invoice_title (sort_key desc, id desc);
${derby}create index ix_crm_invoice_title_newest on crm_invoice_title (id desc);
create index ix_crm_invoice_title_owner on crm_invoice_title (owner_id, sort_key, id);
create index ix_crm_invoice_title_customer on crm_invoice_title (customer_id);

alter table crm_customer add column id_number varchar(18);
alter table crm_customer add column primary_contact_id bigint;
alter table crm_customer add column won_amount decimal(19,2);
alter table crm_customer add column won_amount_currency varchar(3);
alter table crm_customer add column subtree_won_amount decimal(19,2);
alter table crm_customer add column subtree_won_amount_currency varchar(3);
alter table crm_customer add column lost_reason varchar(300);
create index ix_crm_customer_primary_contact on crm_customer (primary_contact_id);
