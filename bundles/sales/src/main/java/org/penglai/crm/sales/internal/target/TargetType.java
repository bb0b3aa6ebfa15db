package org.penglai.crm.sales.internal.target;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.catalogue.ProductType;

/** What is to be reached in a period, by the firm, a department, a person or with a product. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class TargetType implements RecordType {
    public static final String TYPE = "targets";
    public static final String NAME = "name";
    public static final String STARTS_ON = "startsOn";
    public static final String ENDS_ON = "endsOn";
    public static final String METRIC = "metric";
    public static final String USER = "user";
    public static final String DEPARTMENT = "department";
    public static final String PRODUCT = "product";
    public static final String AMOUNT = "amount";
    public static final String PARENT = "parent";
    public static final String WON_AMOUNT = "wonAmount";
    public static final String ORDER_AMOUNT = "orderAmount";
    public static final String RECEIPT_AMOUNT = "receiptAmount";
    public static final String NEW_CUSTOMERS = "newCustomers";
    static final String PERIOD = "period";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Target.class)
                .unit(Sales.UNIT)
                .label("业绩目标", "Target", "Targets")
                .title(NAME);
        fields(type);
        String[] columns = {NAME, PERIOD, METRIC, USER, DEPARTMENT, PRODUCT, AMOUNT, PARENT};
        return type.view("all", "全部目标", "All targets", "-startsOn", "", columns)
                .view("mine", "我的目标", "My targets", "-startsOn", "user==me", columns)
                .section("basic", "基本信息", "Basics", PERIOD, METRIC, AMOUNT, USER, DEPARTMENT, PRODUCT, PARENT, NAME)
                .section("span", "起止", "Span", STARTS_ON, ENDS_ON, "owner")
                .hook(new TargetRules())
                .build();
    }

    private static void fields(RecordDefinitionBuilder type) {
        type.field(PERIOD, TEXT, f -> f.label("期间", "Period")
                        .help("年、季度或月份，如 2026、2026-Q1、2026-03。", "A year, quarter or month: 2026, 2026-Q1, 2026-03.")
                        .required())
                .field(METRIC, ENUMERATION, f -> f.label("指标", "Metric")
                        .required()
                        .defaultValue(WON_AMOUNT)
                        .option(WON_AMOUNT, "赢单金额", "Amount won")
                        .option(ORDER_AMOUNT, "订单金额", "Amount ordered")
                        .option(RECEIPT_AMOUNT, "回款金额", "Amount received")
                        .option(NEW_CUSTOMERS, "新客户数", "New customers"))
                .field(AMOUNT, DECIMAL, f -> f.label("目标值", "Target value")
                        .help("金额为本位币；新客户数为个数。", "In base currency; new customers are counted.")
                        .required())
                .reference(USER, "users", OnDelete.RESTRICT, f -> f.label("人员", "Person")
                        .help(
                                "人员、部门、产品最多填一项；都不填即为全公司。",
                                "One of person, department and product at most; none for the firm."))
                .reference(DEPARTMENT, "departments", OnDelete.RESTRICT, f -> f.label("部门", "Department"))
                .reference(PRODUCT, ProductType.TYPE, OnDelete.RESTRICT, f -> f.label("产品", "Product"))
                .reference(PARENT, TYPE, OnDelete.CLEAR, f -> f.label("上级目标", "Part of"))
                .field(NAME, TEXT, f -> f.label("名称", "Name")
                        .help("留空时由期间、对象和指标组成。", "Made of period, subject and metric when left empty.")
                        .searchable())
                .field(STARTS_ON, DATE, f -> f.label("开始日期", "Starts on").readOnly())
                .field(ENDS_ON, DATE, f -> f.label("结束日期", "Ends on").readOnly());
    }
}
