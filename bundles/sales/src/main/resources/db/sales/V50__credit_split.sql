-- Whose success a deal is, beside its owner's; and what everybody was credited with, row by row, as deals were won.
alter table crm_opportunity add column owner_share decimal(5,4);
alter table crm_opportunity add column base_amount decimal(19,4);
alter table crm_opportunity add column base_amount_currency varchar(3);

update crm_opportunity set owner_share = 1;
update crm_opportunity set
  base_amount = (select max(standing.base_amount) from crm_stage_change standing
    where standing.opportunity_id = crm_opportunity.id and standing.valid_until is null),
  base_amount_currency = (select max(standing.base_amount_currency) from crm_stage_change standing
    where standing.opportunity_id = crm_opportunity.id and standing.valid_until is null)
where status = 'won';

create index ix_crm_opportunity_won on crm_opportunity (customer_id, status);

create table crm_credit_share (
  ${record},
  title varchar(200),
  opportunity_id bigint not null,
  user_id bigint not null,
  part varchar(60),
  share decimal(5,4) not null,
  constraint uq_crm_credit_share unique (opportunity_id, user_id, deleted_marker)
);

create index ix_crm_credit_share_sort on crm_credit_share (sort_key, id);
${derby}create index ix_crm_credit_share_sort_down on crm_credit_share (sort_key desc, id desc);
${derby}create index ix_crm_credit_share_newest on crm_credit_share (id desc);
create index ix_crm_credit_share_initials on crm_credit_share (initials, id);
create index ix_crm_credit_share_owner on crm_credit_share (owner_id, sort_key, id);
create index ix_crm_credit_share_user on crm_credit_share (user_id);

create table crm_sales_credit (
  ${record},
  title varchar(200),
  opportunity_id bigint not null,
  share decimal(5,4) not null,
  base_amount decimal(19,4),
  base_amount_currency varchar(3),
  closed_on date,
  credited_at timestamp not null,
  valid_until timestamp
);

create index ix_crm_sales_credit_sort on crm_sales_credit (sort_key, id);
${derby}create index ix_crm_sales_credit_sort_down on crm_sales_credit (sort_key desc, id desc);
${derby}create index ix_crm_sales_credit_newest on crm_sales_credit (id desc);
create index ix_crm_sales_credit_initials on crm_sales_credit (initials, id);
create index ix_crm_sales_credit_owner on crm_sales_credit (owner_id, sort_key, id);
create index ix_crm_sales_credit_opportunity on crm_sales_credit (opportunity_id, valid_until);
create index ix_crm_sales_credit_closed on crm_sales_credit (closed_on, valid_until);

-- Until now a deal was its owner's alone.
insert into crm_sales_credit (id, version, created_at, created_by, updated_at, updated_by, owner_id, owner_department_id,
  dept_path, deleted_at, deleted_by, deleted_marker, sort_key, initials, title, opportunity_id, share, base_amount,
  base_amount_currency, closed_on, credited_at, valid_until)
select standing.id, 1, standing.created_at, standing.created_by, standing.updated_at, standing.updated_by,
  standing.owner_id, standing.owner_department_id, standing.dept_path, standing.deleted_at, standing.deleted_by,
  standing.deleted_marker, standing.sort_key, standing.initials, standing.title, standing.opportunity_id, 1,
  standing.base_amount, standing.base_amount_currency, standing.closed_on, standing.changed_at, standing.valid_until
from crm_stage_change standing join crm_stage stage on stage.id = standing.to_stage_id
where stage.kind = 'won';
