create table stock_item (
    id bigint not null primary key,
    version bigint not null,
    quantity int not null,
    note ${text},
    picture ${bytes},
    constraint stock_item_quantity check (quantity >= 0)
);
