package org.penglai.crm.security.internal.role;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code roles}. The reference makes it appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-security)"))
public final class RolesType implements RecordType {
    public static final String TYPE = "roles";
    public static final String CODE = "code";
    public static final String PERMISSIONS = "permissions";
    static final String NAME = "name";
    static final String SHIPPED = "shipped";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Role.class)
                .unit("security")
                .label("角色", "Role", "Roles")
                .title(NAME)
                .field(NAME, FieldKind.TEXT, f -> f.label("角色名称", "Name")
                        .required()
                        .searchable())
                .field(CODE, FieldKind.TEXT, f -> f.label("编码", "Code")
                        .help(
                                "英文字母和数字，如 salesRep；之后不要修改",
                                "Letters and digits such as salesRep; better left alone later")
                        .required()
                        .searchable())
                .field("description", FieldKind.LONG_TEXT, f -> f.label("说明", "Description"))
                .field(PERMISSIONS, FieldKind.LONG_TEXT, f -> f.label("权限", "Permissions")
                        .help(
                                "每行一项，如 customers:read、customers:*、*:read",
                                "One a line, such as customers:read, customers:* or *:read"))
                .field(SHIPPED, FieldKind.BOOLEAN, f -> f.label("内置", "Shipped")
                        .readOnly()
                        .defaultValue(Boolean.FALSE))
                .key(CODE)
                .view("all", "全部角色", "All roles", NAME, "", NAME, CODE, "description", SHIPPED)
                .section("basic", "基本信息", "Basics", NAME, CODE, "description", SHIPPED)
                .section("rights", "权限", "Permissions", PERMISSIONS)
                .hook(new RoleRules())
                .build();
    }
}
