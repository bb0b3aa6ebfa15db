package org.penglai.crm.records.internal.query;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** What owner, createdBy and updatedBy refer to. */
@Entity
@Table(name = "rt_user")
public class User extends RecordEntity {
    @Column(length = 80)
    String name;

    @Column(length = 200)
    String email;

    static RecordDefinition definition() {
        return RecordDefinition.of("test-users", "users", User.class)
                .unit("users")
                .label("用户", "User", "Users")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("姓名", "Name").required())
                .field("email", FieldKind.EMAIL, f -> f.label("邮箱", "Email").searchable())
                .build();
    }
}
