-- Sessions that a provider outside has opened, so that it can end them.
alter table crm_session add column provider varchar(30);
alter table crm_session add column provider_session varchar(255);
create index crm_session_provider on crm_session (provider, provider_session);
