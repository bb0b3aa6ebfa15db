package org.penglai.crm.sales.internal.assignment;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.REGION;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.time.DateTimeException;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.form.LeadFormType;
import org.penglai.crm.sales.internal.lead.LeadType;

/** Which leads go to whom. The first rule that fits a lead decides. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class AssignmentRuleType implements RecordType {
    public static final String TYPE = "leadAssignmentRules";
    static final String NAME = "name";
    static final String IS_ACTIVE = "isActive";
    static final String POSITION = "position";
    static final String METHOD = "method";
    static final String ROUND_ROBIN = "roundRobin";
    static final String LEAST_LOAD = "leastLoad";
    static final String SOURCE = "source";
    static final String REGION_WITHIN = "region";
    static final String FORM = "form";
    static final String MIN_SCORE = "minScore";
    static final String FALLBACK = "fallback";
    static final String ZONE = "zone";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, AssignmentRule.class)
                .unit(Sales.UNIT)
                .label("线索分配规则", "Assignment rule", "Assignment rules")
                .title(NAME)
                .key(NAME);
        conditions(type);
        people(type);
        return type.view(
                        "all",
                        "全部规则",
                        "All rules",
                        POSITION + "," + NAME,
                        "",
                        NAME,
                        POSITION,
                        METHOD,
                        SOURCE,
                        REGION_WITHIN,
                        FALLBACK,
                        IS_ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, IS_ACTIVE, POSITION)
                .section("conditions", "适用线索", "For leads", SOURCE, REGION_WITHIN, FORM, MIN_SCORE)
                .section("people", "分配给谁", "To whom", METHOD, FALLBACK, ZONE)
                .hook(AssignmentRuleType::checkZone)
                .build();
    }

    private static void conditions(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(true))
                .field(POSITION, INTEGER, f -> f.label("顺序", "Order")
                        .help("按顺序取第一条符合的规则。", "The first rule that fits decides.")
                        .required()
                        .defaultValue(100))
                .field(SOURCE, PICKLIST, f -> LeadType.sources(f.label("来源", "Source"))
                        .help("留空为任何来源。", "Any when empty."))
                .field(REGION_WITHIN, REGION, f -> f.label("地区", "Region")
                        .help("含下级地区；留空为任何地区。", "With all below it; any when empty."))
                .reference(FORM, LeadFormType.TYPE, OnDelete.RESTRICT, f -> f.label("来自表单", "Web form"))
                .field(MIN_SCORE, INTEGER, f -> f.label("最低评分", "Score at least"));
    }

    private static void people(RecordDefinitionBuilder type) {
        type.field(METHOD, ENUMERATION, f -> f.label("分配方式", "Method")
                        .required()
                        .defaultValue(ROUND_ROBIN)
                        .option(ROUND_ROBIN, "轮流", "In turn")
                        .option(LEAST_LOAD, "未结线索最少者", "Who has the fewest open leads"))
                .reference(FALLBACK, "users", OnDelete.RESTRICT, f -> f.label("兜底负责人", "Fallback")
                        .help(
                                "成员都休假、离职或已满额时由此人负责。",
                                "Gets the lead when everybody is absent, has left or has had enough for the day.")
                        .required())
                .field(ZONE, TEXT, f -> f.label("时区", "Time zone")
                        .help("决定每日限额从何时重新计算。", "Decides when a day begins.")
                        .required()
                        .defaultValue("Asia/Shanghai"));
    }

    private static Outcome checkZone(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null) {
            try {
                ZoneId.of(input.after().text(ZONE));
            } catch (DateTimeException unknown) {
                outcome.reject(Violation.of(ZONE, "unknownZone", "没有这个时区。", "There is no such time zone."));
            }
        }
        return outcome;
    }
}
