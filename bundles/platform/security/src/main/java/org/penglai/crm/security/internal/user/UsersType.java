package org.penglai.crm.security.internal.user;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.security.internal.NoCycle;
import org.penglai.crm.security.internal.department.DepartmentsType;
import org.penglai.crm.security.internal.role.RolesType;

/**
 * The record type {@code users}: who works here. A user that is made as a record can sign in once a password was set.
 * The reference makes it appear after its tables.
 */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-security)"))
public final class UsersType implements RecordType {
    static final String TYPE = "users";
    static final String USERNAME = "username";
    static final String NAME = "name";
    static final String STATUS = "status";
    static final String DEPARTMENT = "department";
    static final String MANAGER = "manager";
    static final String ROLES = "roles";
    static final String DELEGATE = "delegate";
    static final String LOCALE = "locale";
    static final String ZONE = "zone";
    static final String ADMINISTRATOR = "administrator";
    static final String ACTIVE = "active";
    static final String DISABLED = "disabled";
    static final String DEFAULT_LOCALE = "zh-CN";
    static final String DEFAULT_ZONE = "Asia/Shanghai";

    private static final String EMAIL = "email";
    private static final String PHONE = "phone";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, User.class)
                .unit("security")
                .label("用户", "User", "Users")
                .title(NAME)
                .key(USERNAME);
        account(type);
        place(type);
        return arrange(type)
                .hook(new UserRules())
                .hook(new RoleChanges())
                .hook(new NoCycle(MANAGER, "不能形成循环的上下级关系。", "Nobody can be the own superior."))
                .action(ActionDefinition.of("disable", "停用", "Disable", input -> Outcome.none()
                                .set(STATUS, DISABLED))
                        .onlyIf(ActionCondition.is(STATUS, ACTIVE)))
                .action(ActionDefinition.of("enable", "启用", "Enable", input -> Outcome.none()
                                .set(STATUS, ACTIVE))
                        .onlyIf(ActionCondition.isNot(STATUS, ACTIVE)))
                .build();
    }

    private static void account(RecordDefinitionBuilder type) {
        type.field(USERNAME, FieldKind.TEXT, f -> f.label("用户名", "Username")
                        .help("登录时使用，不区分大小写", "For signing in; upper and lower case are the same")
                        .required()
                        .searchable())
                .field(NAME, FieldKind.TEXT, f -> f.label("姓名", "Name")
                        .required()
                        .searchable())
                .field(STATUS, FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .option(ACTIVE, "启用", "Active")
                        .option(DISABLED, "停用", "Disabled")
                        .option("left", "离职", "Left")
                        .required()
                        .defaultValue(ACTIVE))
                .links(ROLES, f -> f.label("角色", "Roles").targets(RolesType.TYPE))
                .field(LOCALE, FieldKind.ENUMERATION, f -> f.label("语言", "Language")
                        .option(DEFAULT_LOCALE, "简体中文", "Simplified Chinese")
                        .option("en", "英文", "English")
                        .required()
                        .defaultValue(DEFAULT_LOCALE))
                .field(ZONE, FieldKind.TEXT, f -> f.label("时区", "Time zone")
                        .required()
                        .defaultValue(DEFAULT_ZONE))
                .field(ADMINISTRATOR, FieldKind.BOOLEAN, f -> f.label("管理员", "Administrator")
                        .readOnly()
                        .defaultValue(Boolean.FALSE));
    }

    private static void place(RecordDefinitionBuilder type) {
        type.reference(DEPARTMENT, DepartmentsType.TYPE, OnDelete.RESTRICT, f -> f.label("部门", "Department")
                        .alias("所属部门"))
                .reference(MANAGER, TYPE, OnDelete.CLEAR, f -> f.label("直属上级", "Manager")
                        .alias("上级"))
                .field(EMAIL, FieldKind.EMAIL, f -> f.label("邮箱", "Email").searchable())
                .field(PHONE, FieldKind.PHONE, f -> f.label("电话", "Phone")
                        .searchable()
                        .alias("手机"))
                .field("absentUntil", FieldKind.DATE, f -> f.label("休假至", "Absent until"))
                .reference(DELEGATE, TYPE, OnDelete.CLEAR, f -> f.label("代理人", "Delegate")
                        .help("休假期间由谁代为处理", "Who stands in meanwhile"));
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {NAME, USERNAME, DEPARTMENT, ROLES, MANAGER, STATUS};
        return type.view("active", "在用用户", "Active users", NAME, "status==active", columns)
                .view("all", "全部用户", "All users", NAME, "", columns)
                .view("disabled", "停用与离职", "Disabled and left", NAME, "status!=active", columns)
                .section("basic", "基本信息", "Basics", NAME, USERNAME, STATUS, ROLES, DEPARTMENT, MANAGER)
                .section("reach", "联系方式", "Contact details", EMAIL, PHONE, "absentUntil", DELEGATE)
                .section("settings", "偏好", "Preferences", LOCALE, ZONE, ADMINISTRATOR);
    }
}
