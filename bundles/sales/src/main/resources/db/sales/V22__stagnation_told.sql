-- When the owner of a stagnant opportunity was told, so that nobody is told twice.
alter table crm_opportunity add column stagnant_told_at timestamp;
