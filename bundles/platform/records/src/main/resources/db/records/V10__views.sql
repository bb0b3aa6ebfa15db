-- Lists that people saved. Which one a user wants first is a preference of that user.
create table crm_view (
  id bigint not null primary key,
  version bigint not null,
  owner_id bigint not null,
  type_name varchar(80) ${binary} not null,
  name varchar(80) not null,
  name_key varchar(240) ${binary} not null,
  filter_text varchar(4000) not null,
  search_text varchar(200) not null,
  sort_text varchar(500) not null,
  column_names ${text} not null,
  group_field varchar(300),
  density varchar(20),
  shared boolean not null,
  created_at timestamp not null,
  updated_at timestamp not null,
  constraint uq_crm_view_name unique (owner_id, type_name, name_key)
);
create index crm_view_by_type on crm_view (type_name, owner_id);
