-- Lists are filtered by mail addresses without regard to case. Derby has no indexes of expressions.
${postgres}create index ix_crm_customer_email_lower on crm_customer (lower(email), id);
${postgres}create index ix_crm_contact_email_lower on crm_contact (lower(email), id);
