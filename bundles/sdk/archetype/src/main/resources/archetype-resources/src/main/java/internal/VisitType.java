package ${package}.internal;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** A visit to a customer. The reference makes the type appear after its table. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-${schema})"))
public final class VisitType implements RecordType {

    static final String TYPE = "${type}";
    static final String CUSTOMERS = "customers";
    static final String PLANNED = "planned";
    static final String DONE = "done";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("${artifactId}", TYPE, Visit.class)
                .unit("${schema}")
                .label("拜访", "Visit", "Visits")
                .title("subject")
                .number("visitNo", "V-{yyyyMM}-{seq:4}")
                .field("visitNo", TEXT, f -> f.label("拜访编号", "Visit no."))
                .field("subject", TEXT, f -> f.label("主题", "Subject").required().searchable())
                .reference("customer", CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .alias("客户编号", "客户名称"))
                .field("status", ENUMERATION, f -> f.label("状态", "Status")
                        .required()
                        .defaultValue(PLANNED)
                        .option(PLANNED, "计划中", "Planned")
                        .option(DONE, "已完成", "Done"))
                .field("visitedOn", DATE, f -> f.label("拜访日期", "Visited on"))
                .field("result", LONG_TEXT, f -> f.label("结果", "Result"))
                .key("visitNo")
                .view("all", "全部拜访", "All visits", "-createdAt", "", "visitNo", "subject", "customer", "status")
                .view("planned", "计划中", "Planned", "createdAt", "status==planned", "visitNo", "subject", "customer")
                .section("basic", "基本信息", "Basics", "visitNo", "subject", "customer", "status", "visitedOn", "result")
                .hook(new DateOfVisit())
                .action(ActionDefinition.of("complete", "完成", "Complete", new Completion())
                        .onlyIf(ActionCondition.is("status", PLANNED)))
                .build();
    }
}
