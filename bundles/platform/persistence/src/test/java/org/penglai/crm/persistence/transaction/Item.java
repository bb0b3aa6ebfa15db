package org.penglai.crm.persistence.transaction;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

@Entity
@Table(name = "stock_item")
public class Item {
    @Id
    @Column(name = "id")
    private long id;

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "quantity")
    private int quantity;

    protected Item() {}

    Item(long id, int quantity) {
        this.id = id;
        this.quantity = quantity;
    }

    void take(int count) {
        quantity -= count;
    }
}
