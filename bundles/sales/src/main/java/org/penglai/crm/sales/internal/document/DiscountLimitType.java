package org.penglai.crm.sales.internal.document;

import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;

/** How much people of a role may take off when they send quotes and confirm orders. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class DiscountLimitType implements RecordType {
    static final String TYPE = "discountLimits";
    static final String ROLE = "role";
    static final String MOST = "most";
    private static final String TITLE = "title";
    private static final String ROLES = "roles";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, DiscountLimit.class)
                .unit(Sales.UNIT)
                .label("折扣权限", "Discount limit", "Discount limits")
                .title(TITLE)
                .key(ROLE)
                .field(TITLE, TEXT, f -> f.label("名称", "Name").computed())
                .reference(ROLE, ROLES, OnDelete.CASCADE, f -> f.label("角色", "Role")
                        .required())
                .field(MOST, PERCENT, f -> f.label("最高综合折扣率", "Highest discount in all")
                        .help(
                                "有多个角色时取最高的；没有任何限制的人不受限。",
                                "Of several roles the highest counts; who has no limit at all is not limited.")
                        .required())
                .view("all", "全部折扣权限", "All discount limits", TITLE, "", TITLE, ROLE, MOST)
                .section("basic", "基本信息", "Basics", TITLE, ROLE, MOST)
                .hook(DiscountLimitType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        BigDecimal most = input.after().get(MOST, BigDecimal.class);
        if (most.signum() < 0 || most.compareTo(BigDecimal.ONE) > 0) {
            outcome.reject(Violation.of(MOST, "outOfRange", "应在 0% 到 100% 之间。", "It is from 0 % to 100 %."));
        }
        input.records()
                .find(Caller.system(), ROLES, input.after().reference(ROLE))
                .ifPresent(role -> outcome.set(TITLE, role.text("name")));
        return outcome;
    }
}
