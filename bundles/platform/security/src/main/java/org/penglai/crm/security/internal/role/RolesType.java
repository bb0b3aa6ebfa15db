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
    public static final String SCOPES = "scopes";
    public static final String FIELD_RIGHTS = "fieldRights";
    static final String HOME_PAGE = "homePage";
    static final String MENU = "menu";
    static final String NAME = "name";
    static final String ENGLISH_NAME = "englishName";
    static final String SHIPPED = "shipped";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Role.class)
                .unit("security")
                .label("角色", "Role", "Roles")
                .title(NAME, ENGLISH_NAME)
                .field(NAME, FieldKind.TEXT, f -> f.label("角色名称", "Name")
                        .required()
                        .searchable())
                .field(ENGLISH_NAME, FieldKind.TEXT, f -> f.label("英文名称", "English name")
                        .help(
                                "界面语言为英文时显示；留空则显示角色名称",
                                "Shown when the console speaks English; where it is empty, the name is")
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
                .field(SCOPES, FieldKind.LONG_TEXT, f -> f.label("数据范围", "Data scopes")
                        .help(
                                "每行一项，如 customers:read=own；范围有 own、team、department、departmentTree、all，未列出的类型不限",
                                "One a line, such as customers:read=own; own, team, department, departmentTree or all;"
                                        + " types not named are not limited"))
                .field(FIELD_RIGHTS, FieldKind.LONG_TEXT, f -> f.label("字段权限", "Field rights")
                        .help(
                                "每行一项，如 customers.phone=masked；取值 hidden、masked、readOnly",
                                "One a line, such as customers.phone=masked; hidden, masked or readOnly"))
                .field("secondFactor", FieldKind.BOOLEAN, f -> f.label("要求两步验证", "Second factor required")
                        .help(
                                "拥有该角色的用户下次用密码登录时须设置验证器应用",
                                "Whoever holds the role sets up an authenticator app at the next sign-in by password"))
                .field(HOME_PAGE, FieldKind.TEXT, f -> f.label("首页", "Home page")
                        .help(
                                "登录后打开的页面，如 /my-day；有多个角色时，以用户的角色列表中第一个设有首页的为准",
                                "The page that opens after sign-in, such as /my-day; of several roles, the first in the"
                                        + " user's list that has one decides"))
                .field(MENU, FieldKind.LONG_TEXT, f -> f.label("菜单", "Menu")
                        .help(
                                "每行一项：分组 home、customers、sales、marketing、support、analytics、more、settings，或页面如"
                                        + " /customers/pool；留空则显示有权使用的全部。只影响菜单，不影响权限",
                                "One a line: a group (home, customers, sales, marketing, support, analytics, more, settings)"
                                        + " or a page such as /customers/pool; empty shows everything permitted. Takes no"
                                        + " right away"))
                .field(SHIPPED, FieldKind.BOOLEAN, f -> f.label("内置", "Shipped")
                        .readOnly()
                        .defaultValue(Boolean.FALSE))
                .key(CODE)
                .view("all", "全部角色", "All roles", NAME, "", NAME, CODE, "description", SHIPPED)
                .section("basic", "基本信息", "Basics", NAME, ENGLISH_NAME, CODE, "description", "secondFactor", SHIPPED)
                .section("start", "首页与菜单", "Home page and menu", HOME_PAGE, MENU)
                .hook(new RoleRules())
                .build();
    }
}
