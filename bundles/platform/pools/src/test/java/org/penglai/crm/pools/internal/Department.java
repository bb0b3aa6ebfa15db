package org.penglai.crm.pools.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A department of users. */
@Entity
@Table(name = "t_group")
public class Department extends RecordEntity {
    static final String TYPE = "departments";

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "parent_id")
    private Long parentId;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Department.class)
                .unit("leads")
                .label("部门", "Department", "Departments")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .reference("parent", TYPE, OnDelete.RESTRICT, f -> f.label("上级部门", "Parent"))
                .build();
    }
}
