package org.penglai.crm.pools.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A user. */
@Entity
@Table(name = "t_member")
public class Person extends RecordEntity {
    static final String TYPE = "users";

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "department_id")
    private Long departmentId;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Person.class)
                .unit("leads")
                .label("用户", "User", "Users")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("姓名", "Name").required())
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .required()
                        .defaultValue("active")
                        .option("active", "启用", "Active")
                        .option("disabled", "停用", "Disabled")
                        .option("left", "离职", "Left"))
                .reference("department", Department.TYPE, OnDelete.RESTRICT, f -> f.label("部门", "Department"))
                .links("roles", f -> f.label("角色", "Roles").targets(Role.TYPE))
                .build();
    }
}
