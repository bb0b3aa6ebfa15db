package org.penglai.crm.approvals.internal;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A user. */
@Entity
@Table(name = "t_person")
public class Person extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "status", length = 20)
    private String status;

    @Column(name = "zone", length = 50)
    private String zone;

    @Column(name = "department_id")
    private Long departmentId;

    @Column(name = "manager_id")
    private Long managerId;

    @Column(name = "delegate_id")
    private Long delegateId;

    @Column(name = "absent_until")
    private LocalDate absentUntil;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", "users", Person.class)
                .unit("firm")
                .label("用户", "User", "Users")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("姓名", "Name").required())
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .required()
                        .defaultValue("active")
                        .option("active", "启用", "Active")
                        .option("left", "离职", "Left"))
                .field("zone", FieldKind.TEXT, f -> f.label("时区", "Zone"))
                .reference("department", "departments", OnDelete.RESTRICT, f -> f.label("部门", "Department"))
                .reference("manager", "users", OnDelete.CLEAR, f -> f.label("上级", "Manager"))
                .reference("delegate", "users", OnDelete.CLEAR, f -> f.label("代理", "Delegate"))
                .field("absentUntil", FieldKind.DATE, f -> f.label("休假至", "Absent until"))
                .links("roles", f -> f.label("角色", "Roles").targets("roles"))
                .build();
    }
}
