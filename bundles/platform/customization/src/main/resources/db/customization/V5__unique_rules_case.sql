-- Whether letters of either case are the same to a unique rule.
alter table crm_unique_rule add column ignore_case boolean;
