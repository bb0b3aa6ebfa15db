package org.penglai.crm.sales.internal.credit;

import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import java.util.Objects;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityStatus;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.Standing;

/** Who works on a deal beside its owner and how much of it is to be his: 业绩分成. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class CreditShareType implements RecordType {
    public static final String TYPE = "creditShares";
    public static final String OPPORTUNITY = "opportunity";
    public static final String USER = "user";
    public static final String SHARE = "share";
    private static final String TITLE = "title";
    private static final String PART = "part";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, CreditShare.class)
                .unit(Sales.UNIT)
                .label("业绩分成", "Credit share", "Credit shares")
                .title(TITLE)
                .key(OPPORTUNITY, USER)
                .touches(OpportunityType.TYPE);
        type.field(TITLE, TEXT, f -> f.label("标题", "Title").computed())
                .reference(OPPORTUNITY, OpportunityType.TYPE, OnDelete.CASCADE, f -> f.label("商机", "Opportunity")
                        .required())
                .reference(USER, "users", OnDelete.RESTRICT, f -> f.label("协作人", "Collaborator")
                        .required())
                .field(PART, PICKLIST, f -> f.label("角色", "Part")
                        .option("presales", "售前", "Presales")
                        .option("sales", "协同销售", "Sales")
                        .option("channel", "渠道", "Channel")
                        .option("delivery", "交付", "Delivery")
                        .option("other", "其他", "Other"))
                .field(SHARE, PERCENT, f -> f.label("分成比例", "Share")
                        .help(
                                "其余归商机负责人，合计恒为 100%。查看商机的权限在商机页“协作”中给予。",
                                "The rest is the owner's, 100% in all. The right to see the deal is given on its page.")
                        .required());
        return type.view("all", "全部分成", "All shares", "-createdAt", "", TITLE, OPPORTUNITY, USER, PART, SHARE)
                .section("basic", "基本信息", "Basics", TITLE, OPPORTUNITY, USER, PART, SHARE)
                .hook(CreditShareType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        RecordSnapshot known = input.after() == null ? input.before() : input.after();
        requireOpen(input, known.reference(OPPORTUNITY));
        if (input.after() == null) {
            return Outcome.none();
        }
        if (input.before() != null
                && !Objects.equals(input.before().reference(OPPORTUNITY), known.reference(OPPORTUNITY))) {
            return Outcome.none()
                    .reject(Violation.of(OPPORTUNITY, "fixed", "不能改到另一个商机。", "It stays with its opportunity."));
        }
        BigDecimal share = known.get(SHARE, BigDecimal.class);
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            return Outcome.none()
                    .reject(Violation.of(SHARE, "outOfRange", "须大于 0%，不超过 100%。", "Above 0%, 100% at most."));
        }
        return Outcome.none().set(TITLE, Credits.title(Standing.name(input.records(), known.reference(USER)), share));
    }

    /** What was won is settled. */
    private static void requireOpen(RecordHook.Input input, Long opportunity) {
        input.records()
                .find(Caller.system(), OpportunityType.TYPE, opportunity)
                .filter(OpportunityStatus::isClosed)
                .ifPresent(closed -> {
                    throw new Conflict(
                            "settled",
                            Localized.of(
                                    "商机已结单，业绩分成不能再改。",
                                    "The opportunity is closed: the split of its credit is settled."));
                });
    }
}
