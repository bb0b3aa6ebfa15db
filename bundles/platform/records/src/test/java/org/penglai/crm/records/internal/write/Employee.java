package org.penglai.crm.records.internal.write;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** Who owns records, where a specification needs to know. */
@Entity
@Table(name = "t_employee")
public class Employee extends RecordEntity {
    static final String TYPE = "users";

    @Column(length = 80)
    private String name;

    @Column(length = 20)
    private String status;

    @Column(name = "manager_id")
    private Long managerId;

    static RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Employee.class)
                .unit("parties")
                .label("用户", "User", "Users")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("姓名", "Name").required())
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .option("active", "启用", "Active")
                        .option("left", "离职", "Left")
                        .defaultValue("active"))
                .reference("manager", TYPE, OnDelete.CLEAR, f -> f.label("上级", "Manager"))
                .build();
    }
}
