package org.penglai.crm.security.internal.user;

import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code users}: who works here. A user that is made as a record gets a password from the operator. */
@Component
public final class UsersType implements RecordType {
    static final String TYPE = "users";
    static final String USERNAME = "username";
    static final String NAME = "name";
    static final String STATUS = "status";
    static final String LOCALE = "locale";
    static final String ZONE = "zone";
    static final String ADMINISTRATOR = "administrator";
    static final String ACTIVE = "active";
    static final String DEFAULT_LOCALE = "zh-CN";
    static final String DEFAULT_ZONE = "Asia/Shanghai";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, User.class)
                .unit("security")
                .label("用户", "User", "Users")
                .title(NAME)
                .field(USERNAME, FieldKind.TEXT, f -> f.label("用户名", "Username")
                        .help("登录时使用，不区分大小写", "For signing in; upper and lower case are the same")
                        .required()
                        .searchable())
                .field(NAME, FieldKind.TEXT, f -> f.label("姓名", "Name")
                        .required()
                        .searchable())
                .field(STATUS, FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .option(ACTIVE, "启用", "Active")
                        .option("disabled", "停用", "Disabled")
                        .option("left", "离职", "Left")
                        .required()
                        .defaultValue(ACTIVE))
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
                        .defaultValue(Boolean.FALSE))
                .key(USERNAME)
                .view("all", "全部用户", "All users", NAME, "", NAME, USERNAME, STATUS, ADMINISTRATOR)
                .section("basic", "基本信息", "Basics", NAME, USERNAME, STATUS, LOCALE, ZONE, ADMINISTRATOR)
                .hook(new UserRules())
                .build();
    }
}
