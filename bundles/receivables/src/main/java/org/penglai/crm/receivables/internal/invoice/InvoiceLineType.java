package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.line.Lines;

/** What is invoiced. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class InvoiceLineType implements RecordType {
    public static final String TYPE = "invoiceLines";
    static final String INVOICE = "invoice";
    private static final String TAX_CLASS = "taxClassCode";

    /** What a red invoice takes over. */
    static final List<String> CONTENT =
            List.of(Lines.NAME, TAX_CLASS, Lines.SPEC, Lines.UNIT, Lines.QUANTITY, Lines.UNIT_PRICE, Lines.TAX_RATE);

    /** How lines are written on the invoice's page. */
    static final List<String> GRID = List.of(
            Lines.NAME,
            TAX_CLASS,
            Lines.SPEC,
            Lines.UNIT,
            Lines.QUANTITY,
            Lines.UNIT_PRICE,
            Lines.TAX_RATE,
            InvoiceType.GROSS);

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Receivables.MODULE, TYPE, InvoiceLine.class)
                .unit(Receivables.UNIT)
                .label("发票明细", "Invoice line", "Invoice lines")
                .reference(INVOICE, InvoiceType.TYPE, OnDelete.CASCADE, f -> f.label("发票", "Invoice")
                        .required());
        Lines.goods(type).field(TAX_CLASS, TEXT, f -> f.label("税收分类编码", "Tax class code"));
        return Lines.amounts(type)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        INVOICE,
                        Lines.POSITION,
                        Lines.NAME,
                        TAX_CLASS,
                        Lines.SPEC,
                        Lines.UNIT)
                .section(
                        "amounts",
                        "金额",
                        "Amounts",
                        Lines.QUANTITY,
                        Lines.UNIT_PRICE,
                        Lines.TAX_RATE,
                        InvoiceType.NET,
                        InvoiceType.TAX,
                        InvoiceType.GROSS)
                .touches(InvoiceType.TYPE)
                .hook(InvoiceLineType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot line = input.after() == null ? input.before() : input.after();
        Optional<RecordSnapshot> invoice = Receivables.target(input.records(), InvoiceType.TYPE, line, INVOICE);
        invoice.ifPresent(InvoiceType.FIXED::require);
        if (input.after() == null || invoice.isEmpty()) {
            return outcome;
        }
        if (input.before() != null && Fixed.changed(input, INVOICE)) {
            outcome.reject(
                    Violation.of(INVOICE, "readOnly", "明细不能移到其他发票。", "A line does not move to another invoice."));
        }
        boolean red = invoice.get().reference(InvoiceType.ORIGINAL) != null;
        if (line.get(Lines.QUANTITY, BigDecimal.class).signum() != (red ? -1 : 1)) {
            outcome.reject(Violation.of(
                    Lines.QUANTITY,
                    "outOfRange",
                    red ? "红字发票的数量为负数。" : "数量必须大于零。",
                    red ? "Quantities of a red invoice are negative." : "A quantity is more than nothing."));
        }
        Lines.check(outcome, line);
        return outcome;
    }
}
