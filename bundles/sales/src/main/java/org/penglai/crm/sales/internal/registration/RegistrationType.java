package org.penglai.crm.sales.internal.registration;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.time.Duration;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.CompanyNames;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;

/** Who deals with a company, said before others do: 报备. Appears after its tables. */
@Component(
        configurationPid = "org.penglai.crm.sales.registration",
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
@Designate(ocd = RegistrationType.Configuration.class)
public final class RegistrationType implements RecordType {
    public static final String TYPE = "dealRegistrations";
    static final String CUSTOMER_NAME = "customerName";
    static final String NAME_KEY = "nameKey";
    static final String REASON = "reason";
    static final String STATUS = "status";
    static final String REGISTERED_AT = "registeredAt";
    static final String PROTECTED_UNTIL = "protectedUntil";
    static final String AGAINST = "against";
    static final String DECIDED_BY = "decidedBy";
    static final String DECIDED_AT = "decidedAt";
    static final String DECISION = "decision";

    private static final String PROJECT = "project";

    private final CompanyNames names;
    private final Duration protection;

    /** Settings; {@code etc/org.penglai.crm.sales.registration.cfg}. */
    @ObjectClassDefinition(name = "Penglai CRM registration of customers")
    public @interface Configuration {
        @AttributeDefinition(description = "Days for which a registration protects a customer")
        int protectionDays() default 90;
    }

    @Activate
    public RegistrationType(@Reference CompanyNames names, Configuration configuration) {
        this(names, Duration.ofDays(configuration.protectionDays()));
    }

    private RegistrationType(CompanyNames names, Duration protection) {
        this.names = names;
        this.protection = protection;
    }

    /** Outside a container. */
    public static RegistrationType with(CompanyNames names, Duration protection) {
        return new RegistrationType(names, protection);
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Registration.class)
                .unit(Sales.UNIT)
                .label("客户报备", "Registration", "Registrations")
                .title(CUSTOMER_NAME)
                .key(NAME_KEY)
                .with(Trait.APPROVABLE);
        fields(type);
        String[] columns = {CUSTOMER_NAME, PROJECT, STATUS, PROTECTED_UNTIL, "owner"};
        return type.view(
                        "open",
                        "保护中与争议中",
                        "In force or disputed",
                        "-registeredAt",
                        "status=in=(protected,disputed)",
                        columns)
                .view("disputed", "待裁定", "To be decided", "registeredAt", "status==disputed", columns)
                .view("all", "全部报备", "All registrations", "-registeredAt", "", columns)
                .section("basic", "基本信息", "Basics", CUSTOMER_NAME, PROJECT, REASON)
                .section("protection", "保护", "Protection", STATUS, REGISTERED_AT, PROTECTED_UNTIL, NAME_KEY)
                .section("dispute", "争议", "Dispute", AGAINST, DECISION, DECIDED_BY, DECIDED_AT, ApprovalFields.STATUS)
                .section("ownership", "归属", "Ownership", "owner")
                .hook(new Protection(names, protection))
                .action(Disputes.release())
                .action(Disputes.grant(protection))
                .action(Disputes.dismiss())
                .build();
    }

    private static void fields(RecordDefinitionBuilder type) {
        type.field(CUSTOMER_NAME, TEXT, f -> f.label("客户名称", "Customer")
                        .required()
                        .searchable())
                .field(PROJECT, TEXT, f -> f.label("项目", "Project").searchable())
                .field(REASON, LONG_TEXT, f -> f.label("争议理由", "Reason of a dispute")
                        .help(
                                "客户已被他人报备时，填写理由即提出争议，由经理裁定。",
                                "Where somebody else has registered the customer, giving a reason disputes it; a manager"
                                        + " decides."))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(Protection.PROTECTED)
                        .option(Protection.PROTECTED, "保护中", "In force")
                        .option(Protection.DISPUTED, "争议中", "Disputed")
                        .option(Protection.GRANTED, "争议成立", "Dispute granted")
                        .option(Protection.DISMISSED, "争议驳回", "Dispute dismissed")
                        .option(Protection.RELEASED, "已释放", "Released")
                        .option(Protection.EXPIRED, "已到期", "Expired"))
                .field(NAME_KEY, TEXT, f -> f.label("比对名称", "Compared as")
                        .help("去掉公司形式、地名等之后的名称。", "The name without legal form, place and the like.")
                        .readOnly())
                .field(REGISTERED_AT, INSTANT, f -> f.label("报备时间", "Registered at")
                        .readOnly())
                .field(PROTECTED_UNTIL, INSTANT, f -> f.label("保护期至", "Protected until")
                        .readOnly())
                .reference(AGAINST, TYPE, OnDelete.CLEAR, f -> f.label("争议的报备", "Disputed registration")
                        .readOnly())
                .reference(DECIDED_BY, "users", OnDelete.CLEAR, f -> f.label("裁定人", "Decided by")
                        .readOnly())
                .field(DECIDED_AT, INSTANT, f -> f.label("裁定时间", "Decided at").readOnly())
                .field(DECISION, LONG_TEXT, f -> f.label("裁定理由", "Reason of the decision")
                        .readOnly());
    }
}
