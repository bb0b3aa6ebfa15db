package org.penglai.crm.support.internal.assignment;

import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;

/** What somebody has to know to answer a ticket, such as a language or a product. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TicketSkillType implements RecordType {
    public static final String TYPE = "ticketSkills";
    private static final String NAME = "name";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, TicketSkill.class)
                .unit(Support.UNIT)
                .label("客服技能", "Skill", "Skills")
                .title(NAME)
                .key(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"))
                .view("all", "全部技能", "All skills", NAME, "", NAME, "remark")
                .section("basic", "基本信息", "Basics", NAME, "remark")
                .build();
    }
}
