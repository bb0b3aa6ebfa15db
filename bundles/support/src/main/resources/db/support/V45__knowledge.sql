-- What is known: articles as they are written, as they were published, and what readers think of them.

create table crm_article (
  ${record},
  title varchar(200) not null,
  category varchar(60),
  body varchar(10000) not null,
  visibility varchar(10) not null,
  valid_from date,
  valid_to date,
  status varchar(20) not null,
  version_number integer not null,
  published_at timestamp,
  helpful integer not null,
  unhelpful integer not null
);

create index ix_crm_article_sort on crm_article (sort_key, id);
${derby}create index ix_crm_article_sort_down on crm_article (sort_key desc, id desc);
${derby}create index ix_crm_article_newest on crm_article (id desc);
create index ix_crm_article_initials on crm_article (initials, id);
create index ix_crm_article_owner on crm_article (owner_id, sort_key, id);
create index ix_crm_article_status on crm_article (status, id);

create table crm_article_version (
  ${record},
  title varchar(200) not null,
  article_id bigint not null,
  version_number integer not null,
  category varchar(60),
  body varchar(10000) not null,
  visibility varchar(10) not null,
  valid_from date,
  valid_to date,
  is_live boolean not null,
  constraint uq_crm_article_version unique (article_id, version_number, deleted_marker)
);

create index ix_crm_article_version_sort on crm_article_version (sort_key, id);
${derby}create index ix_crm_article_version_sort_down on crm_article_version (sort_key desc, id desc);
${derby}create index ix_crm_article_version_newest on crm_article_version (id desc);
create index ix_crm_article_version_initials on crm_article_version (initials, id);
create index ix_crm_article_version_owner on crm_article_version (owner_id, sort_key, id);
create index ix_crm_article_version_live on crm_article_version (is_live, valid_to, id);

create table crm_article_vote (
  ${record},
  name varchar(200),
  article_id bigint not null,
  voter varchar(60) ${binary} not null,
  is_helpful boolean not null,
  constraint uq_crm_article_vote unique (article_id, voter, deleted_marker)
);

create index ix_crm_article_vote_sort on crm_article_vote (sort_key, id);
${derby}create index ix_crm_article_vote_sort_down on crm_article_vote (sort_key desc, id desc);
${derby}create index ix_crm_article_vote_newest on crm_article_vote (id desc);
create index ix_crm_article_vote_initials on crm_article_vote (initials, id);
create index ix_crm_article_vote_owner on crm_article_vote (owner_id, sort_key, id);
