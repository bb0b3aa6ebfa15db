create table ${schema} (
  ${record},
  visit_no varchar(40) ${binary} not null,
  subject varchar(100) not null,
  customer_id bigint,
  status varchar(20) not null,
  visited_on date,
  result varchar(2000),
  constraint uq_${schema}_no unique (visit_no, deleted_marker)
);

create index ix_${schema}_sort on ${schema} (sort_key, id);
${derby}create index ix_${schema}_sort_down on ${schema} (sort_key desc, id desc);
${derby}create index ix_${schema}_newest on ${schema} (id desc);
create index ix_${schema}_initials on ${schema} (initials, id);
create index ix_${schema}_owner on ${schema} (owner_id, sort_key, id);
create index ix_${schema}_customer on ${schema} (customer_id);
