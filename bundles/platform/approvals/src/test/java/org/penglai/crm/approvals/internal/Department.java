package org.penglai.crm.approvals.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A department of users. */
@Entity
@Table(name = "t_department")
public class Department extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "parent_id")
    private Long parentId;

    @Column(name = "manager_id")
    private Long managerId;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", "departments", Department.class)
                .unit("firm")
                .label("部门", "Department", "Departments")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .reference("parent", "departments", OnDelete.RESTRICT, f -> f.label("上级部门", "Parent"))
                .reference("manager", "users", OnDelete.CLEAR, f -> f.label("负责人", "Manager"))
                .build();
    }
}
