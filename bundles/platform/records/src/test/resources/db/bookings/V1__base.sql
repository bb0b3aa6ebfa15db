create table t_booking (
  ${record},
  subject varchar(100) not null,
  party_id bigint,
  points bigint
);
create table t_invoice (
  ${record},
  subject varchar(100) not null,
  party_id bigint
);
