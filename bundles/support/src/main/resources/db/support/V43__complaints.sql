-- What a complaint was about in the end, and what was done so that it does not come again (8D).

create table crm_complaint_details (
  ${record},
  name varchar(300),
  ticket_id bigint not null,
  severity varchar(20) not null,
  liable_department_id bigint,
  due_on date,
  containment varchar(4000),
  root_cause varchar(4000),
  corrective_action varchar(4000),
  prevention varchar(4000),
  compensation decimal(19,2),
  compensation_currency varchar(3),
  carried_out_by_id bigint,
  carried_out_at timestamp,
  verified_by_id bigint,
  verified_at timestamp,
  verification varchar(4000),
  reminded varchar(20),
  constraint uq_crm_complaint_details unique (ticket_id, deleted_marker)
);

create index ix_crm_complaint_details_sort on crm_complaint_details (sort_key, id);
${derby}create index ix_crm_complaint_details_sort_down on crm_complaint_details (sort_key desc, id desc);
${derby}create index ix_crm_complaint_details_newest on crm_complaint_details (id desc);
create index ix_crm_complaint_details_initials on crm_complaint_details (initials, id);
create index ix_crm_complaint_details_owner on crm_complaint_details (owner_id, sort_key, id);
create index ix_crm_complaint_details_department on crm_complaint_details (liable_department_id);
create index ix_crm_complaint_details_carried_out on crm_complaint_details (carried_out_by_id);
create index ix_crm_complaint_details_verified on crm_complaint_details (verified_by_id);
create index ix_crm_complaint_details_due on crm_complaint_details (due_on, id);
