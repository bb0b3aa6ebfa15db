create table shop_sale (
    id bigint not null primary key,
    version bigint not null,
    name varchar(100) ${binary} not null,
    constraint shop_sale_name unique (name)
);
