-- How well tickets were answered: sheets with criteria, reviews of drawn tickets, and a score for each criterion.

create table crm_quality_sheet (
  ${record},
  name varchar(100) not null,
  is_active boolean not null,
  queue_id bigint,
  per_agent integer not null,
  pass_score decimal(5,4) not null,
  days_to_review integer not null,
  full_points integer,
  drawn_to date,
  constraint uq_crm_quality_sheet unique (name, deleted_marker)
);

create index ix_crm_quality_sheet_sort on crm_quality_sheet (sort_key, id);
${derby}create index ix_crm_quality_sheet_sort_down on crm_quality_sheet (sort_key desc, id desc);
${derby}create index ix_crm_quality_sheet_newest on crm_quality_sheet (id desc);
create index ix_crm_quality_sheet_initials on crm_quality_sheet (initials, id);
create index ix_crm_quality_sheet_owner on crm_quality_sheet (owner_id, sort_key, id);
create index ix_crm_quality_sheet_queue on crm_quality_sheet (queue_id);

create table crm_quality_criterion (
  ${record},
  name varchar(100) not null,
  sheet_id bigint not null,
  most_points integer not null,
  is_critical boolean not null,
  guidance varchar(500),
  constraint uq_crm_quality_criterion unique (sheet_id, name, deleted_marker)
);

create index ix_crm_quality_criterion_sort on crm_quality_criterion (sort_key, id);
${derby}create index ix_crm_quality_criterion_sort_down on crm_quality_criterion (sort_key desc, id desc);
${derby}create index ix_crm_quality_criterion_newest on crm_quality_criterion (id desc);
create index ix_crm_quality_criterion_initials on crm_quality_criterion (initials, id);
create index ix_crm_quality_criterion_owner on crm_quality_criterion (owner_id, sort_key, id);

create table crm_quality_review (
  ${record},
  name varchar(300),
  ticket_id bigint,
  sheet_id bigint not null,
  agent_id bigint,
  reviewer_id bigint,
  is_drawn boolean not null,
  status varchar(20) not null,
  due_on date,
  score decimal(5,4),
  is_passed boolean,
  comment_text varchar(4000),
  objection varchar(4000),
  completed_at timestamp,
  constraint uq_crm_quality_review unique (ticket_id, sheet_id, deleted_marker)
);

create index ix_crm_quality_review_sort on crm_quality_review (sort_key, id);
${derby}create index ix_crm_quality_review_sort_down on crm_quality_review (sort_key desc, id desc);
${derby}create index ix_crm_quality_review_newest on crm_quality_review (id desc);
create index ix_crm_quality_review_initials on crm_quality_review (initials, id);
create index ix_crm_quality_review_owner on crm_quality_review (owner_id, sort_key, id);
create index ix_crm_quality_review_sheet on crm_quality_review (sheet_id, status);
create index ix_crm_quality_review_agent on crm_quality_review (agent_id, completed_at);
create index ix_crm_quality_review_reviewer on crm_quality_review (reviewer_id, status);

create table crm_quality_score (
  ${record},
  name varchar(100),
  review_id bigint not null,
  criterion_id bigint,
  most_points integer not null,
  is_critical boolean not null,
  guidance varchar(500),
  points integer,
  comment_text varchar(1000)
);

create index ix_crm_quality_score_sort on crm_quality_score (sort_key, id);
${derby}create index ix_crm_quality_score_sort_down on crm_quality_score (sort_key desc, id desc);
${derby}create index ix_crm_quality_score_newest on crm_quality_score (id desc);
create index ix_crm_quality_score_initials on crm_quality_score (initials, id);
create index ix_crm_quality_score_owner on crm_quality_score (owner_id, sort_key, id);
create index ix_crm_quality_score_review on crm_quality_score (review_id);
create index ix_crm_quality_score_criterion on crm_quality_score (criterion_id);

create index ix_crm_ticket_resolved on crm_ticket (resolved_at, id);
