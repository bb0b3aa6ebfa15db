-- What roles are called for readers of English. The roles that every installation begins with get their names, unless
-- they were renamed; own roles without one keep their only name.
alter table crm_role add column english_name varchar(100);
update crm_role set english_name = 'Administrator' where id = 1 and name = '系统管理员';
update crm_role set english_name = 'All business' where id = 2 and name = '全体业务';
update crm_role set english_name = 'Sales representative' where id = 3 and name = '销售代表';
update crm_role set english_name = 'Sales manager' where id = 4 and name = '销售经理';
update crm_role set english_name = 'Service agent' where id = 5 and name = '客服专员';
update crm_role set english_name = 'Service lead' where id = 6 and name = '客服主管';
update crm_role set english_name = 'Marketer' where id = 7 and name = '市场专员';
update crm_role set english_name = 'Finance' where id = 8 and name = '财务';
update crm_role set english_name = 'Read only' where id = 9 and name = '只读';
