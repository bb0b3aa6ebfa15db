package org.penglai.crm.customization.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** What a module brings in these specifications. */
@Entity
@Table(name = "t_firm")
public class Firm extends RecordEntity {
    static final String TYPE = "firms";

    @Column(length = 100)
    private String name;

    @Column(length = 20)
    private String industry;

    @Column(length = 20)
    private String status;

    static RecordDefinition definition() {
        return RecordDefinition.of("crm-firms", TYPE, Firm.class)
                .unit("firms")
                .label("单位", "Firm", "Firms")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("industry", FieldKind.PICKLIST, f -> f.label("行业", "Industry")
                        .option("food", "食品加工", "Food")
                        .option("it", "信息技术", "IT"))
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .defaultValue("open")
                        .option("open", "开放", "Open")
                        .option("shut", "关闭", "Shut"))
                .section("basic", "基本信息", "Basics", "name", "industry", "status")
                .build();
    }
}
