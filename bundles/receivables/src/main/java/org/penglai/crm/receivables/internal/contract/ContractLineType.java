package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.api.records.FieldKind.PERCENT;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** What is delivered by a contract. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class ContractLineType implements RecordType {
    public static final String TYPE = "contractLines";
    static final String CONTRACT = "contract";

    /** How lines are written on the contract's page. */
    static final List<String> GRID = List.of(
            Lines.NAME,
            Lines.SPEC,
            Lines.UNIT,
            Lines.QUANTITY,
            Lines.UNIT_PRICE,
            Lines.DISCOUNT,
            Lines.TAX_RATE,
            Lines.GROSS);

    private static final Fixed FIXED = new Fixed(Set.of(ContractType.DRAFT), List.of());

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Receivables.MODULE, TYPE, ContractLine.class)
                .unit(Receivables.UNIT)
                .label("合同明细", "Contract line", "Contract lines")
                .reference(CONTRACT, ContractType.TYPE, OnDelete.CASCADE, f -> f.label("合同", "Contract")
                        .required());
        Lines.goods(type).field(Lines.DISCOUNT, PERCENT, f -> f.label("折扣率", "Discount")
                .help("9 折为 10%。", "10 % is a tenth off.")
                .required()
                .defaultValue("0"));
        return Lines.amounts(type)
                .section("basic", "基本信息", "Basics", CONTRACT, Lines.POSITION, Lines.NAME, Lines.SPEC, Lines.UNIT)
                .section(
                        "amounts",
                        "金额",
                        "Amounts",
                        Lines.QUANTITY,
                        Lines.UNIT_PRICE,
                        Lines.DISCOUNT,
                        Lines.TAX_RATE,
                        Lines.NET,
                        Lines.TAX,
                        Lines.GROSS)
                .touches(ContractType.TYPE)
                .hook(ContractLineType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot line = input.after() == null ? input.before() : input.after();
        Optional<RecordSnapshot> contract = Receivables.target(input.records(), ContractType.TYPE, line, CONTRACT);
        if (!input.caller().isSystem() || input.operation() != RecordHook.Operation.DELETE) {
            contract.ifPresent(FIXED::require);
        }
        if (input.after() == null) {
            return outcome;
        }
        if (input.before() != null && Fixed.changed(input, CONTRACT)) {
            outcome.reject(
                    Violation.of(CONTRACT, "readOnly", "明细不能移到其他合同。", "A line does not move to another contract."));
        }
        if (line.get(Lines.QUANTITY, BigDecimal.class).signum() <= 0) {
            outcome.reject(Violation.of(Lines.QUANTITY, "outOfRange", "数量必须大于零。", "A quantity is more than nothing."));
        }
        Lines.check(outcome, line);
        Lines.checkShare(outcome, line, Lines.DISCOUNT, "折扣率应在 0% 到 100% 之间。");
        return outcome;
    }
}
