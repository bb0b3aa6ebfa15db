package org.penglai.crm.approvals.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A line of a bid. */
@Entity
@Table(name = "t_bid_line")
public class BidLine extends RecordEntity {
    static final String TYPE = "bidLines";

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "bid_id")
    private Long bidId;

    @Column(name = "quantity")
    private Long quantity;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, BidLine.class)
                .unit("firm")
                .label("行", "Line", "Lines")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .reference("bid", Bid.TYPE, OnDelete.CASCADE, f -> f.label("标书", "Bid")
                        .required())
                .field("quantity", FieldKind.INTEGER, f -> f.label("数量", "Quantity")
                        .required())
                .touches(Bid.TYPE)
                .build();
    }
}
