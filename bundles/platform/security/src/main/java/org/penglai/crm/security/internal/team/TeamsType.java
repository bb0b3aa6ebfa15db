package org.penglai.crm.security.internal.team;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code teams}. The reference makes it appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-security)"))
public final class TeamsType implements RecordType {
    public static final String TYPE = "teams";
    public static final String MEMBERS = "members";
    private static final String NAME = "name";
    private static final String LEAD = "lead";
    private static final String REMARK = "remark";
    private static final String USERS = "users";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Team.class)
                .unit("security")
                .label("团队", "Team", "Teams")
                .title(NAME)
                .field(
                        NAME,
                        FieldKind.TEXT,
                        f -> f.label("团队名称", "Name").required().searchable().alias("团队"))
                .reference(LEAD, USERS, OnDelete.CLEAR, f -> f.label("组长", "Lead"))
                .links(MEMBERS, f -> f.label("成员", "Members")
                        .help(
                                "数据范围为“团队”的角色可看到同组成员的记录",
                                "A role that reaches a team sees the records of everybody in it")
                        .targets(USERS))
                .field(REMARK, FieldKind.LONG_TEXT, f -> f.label("备注", "Remark"))
                .view("all", "全部团队", "All teams", NAME, "", NAME, LEAD, MEMBERS)
                .section("basic", "基本信息", "Basics", NAME, LEAD, MEMBERS, REMARK)
                .build();
    }
}
