package org.penglai.crm.approvals.internal;

import java.math.BigDecimal;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.Trait;

/** What is decided on: a document with lines, whose quantities it adds up. */
@Entity
@Table(name = "t_bid")
public class Bid extends RecordEntity {
    static final String TYPE = "bids";

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "amount", precision = 19, scale = 4)
    private BigDecimal amount;

    @Column(name = "amount_currency", length = 3)
    private String amountCurrency;

    @Column(name = "remark", length = 100)
    private String remark;

    @Column(name = "sent_by", length = 100)
    private String sentBy;

    @Column(name = "total")
    private Long total;

    @Column(name = "state", length = 20)
    private String state;

    @Column(name = "approval_status", length = 20)
    private String approvalStatus;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Bid.class)
                .unit("firm")
                .label("标书", "Bid", "Bids")
                .title("name")
                .with(Trait.APPROVABLE, Trait.TIMELINE)
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("amount", FieldKind.MONEY, f -> f.label("金额", "Amount"))
                .field("remark", FieldKind.TEXT, f -> f.label("备注", "Remark"))
                .field("sentBy", FieldKind.TEXT, f -> f.label("发出人", "Sent by"))
                .field("total", FieldKind.INTEGER, f -> f.label("合计", "Total").computed())
                .field("state", FieldKind.ENUMERATION, f -> f.label("状态", "State")
                        .readOnly()
                        .defaultValue("draft")
                        .option("draft", "草稿", "Draft")
                        .option("sent", "已发", "Sent"))
                .hook(new Sum())
                .touches(BidLine.TYPE)
                .action(ActionDefinition.of("send", "发出", "Send", input -> Outcome.none()
                        .set("state", "sent")
                        .set("sentBy", "部门")))
                .build();
    }

    /** Adds up the lines. */
    private static final class Sum implements DocumentRule {
        @Override
        public String parts() {
            return BidLine.TYPE;
        }

        @Override
        public String field() {
            return "bid";
        }

        @Override
        public PartsGrid grid() {
            return new PartsGrid(List.of("name", "quantity"), List.of("total"), List.of());
        }

        @Override
        public Outcome settle(Whole whole) {
            long sum = whole.parts().stream()
                    .mapToLong(line -> line.integer("quantity", 0))
                    .sum();
            return Outcome.none().set("total", sum);
        }
    }
}
