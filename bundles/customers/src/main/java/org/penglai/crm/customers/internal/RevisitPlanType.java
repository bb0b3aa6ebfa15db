package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordType;

/** How often customers are to be seen again (回访), by level and kind. Appears after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-customers)"))
public final class RevisitPlanType implements RecordType {

    static final String TYPE = "revisitPlans";

    private static final long LONGEST_DAYS = 1_000;

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(CustomerType.MODULE, TYPE, RevisitPlan.class)
                .unit(CustomerType.UNIT)
                .label("回访计划", "Revisit plan", "Revisit plans")
                .title("name")
                .key("name")
                .field("name", TEXT, f -> f.label("名称", "Name").required().searchable())
                .field("level", ENUMERATION, f -> f.label("客户级别", "Customer level")
                        .help("留空表示全部级别。", "All levels when left empty.")
                        .option("A", "A", "A")
                        .option("B", "B", "B")
                        .option("C", "C", "C"))
                .field("kind", ENUMERATION, f -> f.label("客户类型", "Customer kind")
                        .help("留空表示企业和个人。", "Companies and persons when left empty.")
                        .option("company", "企业", "Company")
                        .option("person", "个人", "Person"))
                .field("everyDays", INTEGER, f -> f.label("回访周期（天）", "Every (days)")
                        .help("最后一次跟进之后多少天内应再次回访。", "Within how many days of the last follow-up to call again.")
                        .required())
                .field("isActive", BOOLEAN, f -> f.label("启用", "Active").defaultValue(true))
                .view("all", "全部计划", "All plans", "name", "", "name", "level", "kind", "everyDays", "isActive")
                .section("basic", "基本信息", "Basics", "name", "level", "kind", "everyDays", "isActive")
                .hook(RevisitPlanType::possibleCycle)
                .build();
    }

    private static Outcome possibleCycle(Input input) {
        long days = input.after() == null ? 1 : input.after().integer("everyDays", 0);
        return days >= 1 && days <= LONGEST_DAYS
                ? Outcome.none()
                : Outcome.none()
                        .reject(Violation.of("everyDays", "outOfRange", "应在 1 至 1000 天之间。", "Must be 1 to 1000 days."));
    }
}
