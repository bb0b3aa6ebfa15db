-- Sealed values need more room than the values themselves, and are compared binary.
${postgres}alter table crm_customer alter column phone type varchar(700)${binary};
${derby}alter table crm_customer alter column phone set data type varchar(700);
${postgres}alter table crm_customer alter column id_number type varchar(700)${binary};
${derby}alter table crm_customer alter column id_number set data type varchar(700);
${postgres}alter table crm_contact alter column mobile type varchar(700)${binary};
${derby}alter table crm_contact alter column mobile set data type varchar(700);
${postgres}alter table crm_contact alter column phone type varchar(700)${binary};
${derby}alter table crm_contact alter column phone set data type varchar(700);
${postgres}alter table crm_address alter column phone type varchar(700)${binary};
${derby}alter table crm_address alter column phone set data type varchar(700);
${postgres}alter table crm_invoice_title alter column phone type varchar(700)${binary};
${derby}alter table crm_invoice_title alter column phone set data type varchar(700);
${postgres}alter table crm_invoice_title alter column bank_account type varchar(700)${binary};
${derby}alter table crm_invoice_title alter column bank_account set data type varchar(700);
