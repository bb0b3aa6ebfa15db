package org.penglai.crm.customization.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** What a module brings in these specifications. */
@Entity
@Table(name = "t_firm")
public class Firm extends RecordEntity {
    static final String TYPE = "firms";

    @Column(name = "firm_no", length = 40)
    private String firmNo;

    @Column(length = 100)
    private String name;

    @Column(length = 40)
    private String phone;

    private Integer seats;

    @Column(name = "parent_id")
    private Long parentId;

    @Column(length = 20)
    private String industry;

    @Column(length = 20)
    private String status;

    static RecordDefinition definition() {
        return RecordDefinition.of("crm-firms", TYPE, Firm.class)
                .unit("firms")
                .label("单位", "Firm", "Firms")
                .title("name")
                .number("firmNo", "F{seq:4}")
                .field("firmNo", FieldKind.TEXT, f -> f.label("编号", "Number"))
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("industry", FieldKind.PICKLIST, f -> f.label("行业", "Industry")
                        .option("food", "食品加工", "Food")
                        .option("it", "信息技术", "IT"))
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .defaultValue("open")
                        .option("open", "开放", "Open")
                        .option("shut", "关闭", "Shut"))
                .field("phone", FieldKind.PHONE, f -> f.label("电话", "Phone"))
                .field("seats", FieldKind.INTEGER, f -> f.label("席位", "Seats"))
                .reference("parent", TYPE, OnDelete.CLEAR, f -> f.label("上级", "Parent"))
                .section("basic", "基本信息", "Basics", "name", "industry", "status")
                .build();
    }
}
