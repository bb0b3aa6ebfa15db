package org.penglai.crm.money.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code taxRates}. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-money)"))
public final class TaxRatesType implements RecordType {
    static final String TYPE = "taxRates";
    static final String RATE = "rate";
    static final String FROM = "validFrom";
    static final String TO = "validTo";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, TaxRate.class)
                .unit(CurrenciesType.UNIT)
                .label("税率", "Tax rate", "Tax rates")
                .title("name")
                .key(RATE, FROM)
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field(RATE, FieldKind.PERCENT, f -> f.label("税率", "Rate").required())
                .field(FROM, FieldKind.DATE, f -> f.label("生效日期", "In force from")
                        .required())
                .field(TO, FieldKind.DATE, f -> f.label("失效日期", "In force until")
                        .help("当天仍然有效；留空表示一直有效。", "That day included; empty while no end is known."))
                .view("all", "全部税率", "All tax rates", "-validFrom", "", "name", RATE, FROM, TO)
                .section("basic", "基本信息", "Basics", "name", RATE, FROM, TO)
                .hook(TaxRatesType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        BigDecimal rate = input.after().get(RATE, BigDecimal.class);
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            outcome.reject(Violation.of(RATE, "outOfRange", "税率应在 0% 到 100% 之间。", "A tax rate is from 0 % to 100 %."));
        }
        LocalDate to = input.after().get(TO, LocalDate.class);
        if (to != null && to.isBefore(input.after().get(FROM, LocalDate.class))) {
            outcome.reject(Violation.of(TO, "tooEarly", "失效日期不能早于生效日期。", "It ends before it begins."));
        }
        return outcome;
    }
}
