package org.penglai.crm.sales.internal.quote;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Drafts;
import org.penglai.crm.sales.internal.document.Totals;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;

/** Offers to customers, in revisions. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class QuoteType implements RecordType {
    public static final String TYPE = "quotes";
    public static final String QUOTED_ON = "quotedOn";
    static final String NUMBER = "quoteNo";
    static final String REVISION = "revision";
    static final String ROOT = "root";
    static final String VALID_UNTIL = "validUntil";
    static final String REJECTED_BECAUSE = "rejectedBecause";
    static final String SENT = "sent";
    static final String ACCEPTED = "accepted";
    static final String REJECTED = "rejected";
    static final String EXPIRED = "expired";
    static final String SUPERSEDED = "superseded";

    private final Currencies currencies;

    @Activate
    public QuoteType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Quote.class)
                .unit(Sales.UNIT)
                .label("报价单", "Quote", "Quotes")
                .title(NUMBER)
                .number(NUMBER, "Q-{yyyyMM}-{seq:4}")
                .key(NUMBER);
        head(type);
        Documents.parties(type);
        type.section(
                "basic",
                "基本信息",
                "Basics",
                NUMBER,
                REVISION,
                ROOT,
                Documents.STATUS,
                Documents.CUSTOMER,
                Documents.CONTACT,
                Documents.OPPORTUNITY,
                QUOTED_ON,
                VALID_UNTIL,
                REJECTED_BECAUSE,
                Documents.REMARK);
        Documents.amounts(type);
        List<String> content = new ArrayList<>(Documents.CONTENT);
        content.addAll(List.of(QUOTED_ON, VALID_UNTIL));
        QuoteActions actions = new QuoteActions(currencies);
        String[] columns = {
            NUMBER, Documents.CUSTOMER, Documents.STATUS, "gross", QUOTED_ON, VALID_UNTIL, "owner", "updatedAt"
        };
        return type.view("all", "全部报价单", "All quotes", "-createdAt", "", columns)
                .view("mine", "我的报价单", "My quotes", "-createdAt", "owner==me", columns)
                .view("sent", "等待答复", "Awaiting an answer", VALID_UNTIL, "status==sent", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.APPROVABLE)
                .onTimeline("quote", Documents.CUSTOMER, "createdAt", null)
                .touches(QuoteLineType.TYPE, OrderType.TYPE, OrderLineType.TYPE)
                .hook(Documents.dated(QUOTED_ON))
                .hook(QuoteType::validity)
                .hook(new Drafts(QuoteLineType.TYPE, QuoteLineType.QUOTE, content, currencies))
                .hook(new Totals(QuoteLineType.TYPE, QuoteLineType.QUOTE, QUOTED_ON, currencies))
                .action(actions.send())
                .action(actions.accept())
                .action(actions.reject())
                .action(actions.revise())
                .action(actions.copy())
                .action(actions.order())
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("报价单号", "Quote no.").searchable())
                .field(REVISION, INTEGER, f -> f.label("版本", "Revision")
                        .readOnly()
                        .defaultValue(1))
                .reference(ROOT, TYPE, OnDelete.CLEAR, f -> f.label("首版", "First revision")
                        .readOnly())
                .field(Documents.STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(Documents.DRAFT)
                        .option(Documents.DRAFT, "草稿", "Draft")
                        .option(SENT, "已发出", "Sent")
                        .option(ACCEPTED, "已接受", "Accepted")
                        .option(REJECTED, "已拒绝", "Rejected")
                        .option(EXPIRED, "已过期", "Expired")
                        .option(SUPERSEDED, "已被新版取代", "Superseded"))
                .field(QUOTED_ON, DATE, f -> f.label("报价日期", "Quoted on").help("留空为当天。", "Today when left empty."))
                .field(VALID_UNTIL, DATE, f -> f.label("有效期至", "Valid until"))
                .field(REJECTED_BECAUSE, TEXT, f -> f.label("拒绝原因", "Reason of refusal")
                        .readOnly());
    }

    private static Outcome validity(RecordHook.Input input) {
        if (input.after() == null) {
            return Outcome.none();
        }
        LocalDate until = input.after().get(VALID_UNTIL, LocalDate.class);
        return until != null && until.isBefore(input.after().get(QUOTED_ON, LocalDate.class))
                ? Outcome.none()
                        .reject(Violation.of(
                                VALID_UNTIL, "tooEarly", "有效期不能早于报价日期。", "It cannot end before the day of the quote."))
                : Outcome.none();
    }
}
