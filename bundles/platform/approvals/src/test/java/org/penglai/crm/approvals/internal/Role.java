package org.penglai.crm.approvals.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A role of users. */
@Entity
@Table(name = "t_role")
public class Role extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", "roles", Role.class)
                .unit("firm")
                .label("角色", "Role", "Roles")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .build();
    }
}
