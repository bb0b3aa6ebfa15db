package org.penglai.crm.money.internal;

import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;

/** The record type {@code currencies}. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-money)"))
public final class CurrenciesType implements RecordType {
    static final String TYPE = "currencies";
    static final String UNIT = "money";
    static final String CODE = "code";
    static final String BASE = "isBase";
    static final String IN_USE = "inUse";
    private static final String MINOR_UNITS = "minorUnits";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Currency.class)
                .unit(UNIT)
                .label("币种", "Currency", "Currencies")
                .title(CODE)
                .key(CODE)
                .field(CODE, FieldKind.TEXT, f -> f.label("代码", "Code")
                        .help("ISO 4217 三位代码，例如 USD。", "Three letters of ISO 4217, e.g. USD.")
                        .required()
                        .searchable()
                        .alias("币种", "币种代码", "Currency"))
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field(MINOR_UNITS, FieldKind.INTEGER, f -> f.label("小数位数", "Decimals")
                        .help("金额保留的小数位数，由币种决定。", "Decimals of amounts; the currency decides.")
                        .readOnly())
                .field(BASE, FieldKind.BOOLEAN, f -> f.label("本位币", "Base currency")
                        .help("汇总和报表使用的币种。", "Sums and reports are told in it.")
                        .readOnly()
                        .defaultValue(Boolean.FALSE))
                .field(IN_USE, FieldKind.BOOLEAN, f -> f.label("启用", "In use")
                        .help("停用后新的单据不能再选用。", "New documents cannot be in a currency that is not.")
                        .required()
                        .defaultValue(Boolean.TRUE))
                .view("all", "全部币种", "All currencies", CODE, "", CODE, "name", MINOR_UNITS, BASE, IN_USE)
                .section("basic", "基本信息", "Basics", CODE, "name", MINOR_UNITS, BASE, IN_USE)
                .hook(CurrenciesType::check)
                .action(ActionDefinition.of("makeBase", "设为本位币", "Make base currency", CurrenciesType::makeBase)
                        .onlyIf(ActionCondition.is(BASE, "false")))
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() == Operation.DELETE) {
            return Boolean.TRUE.equals(input.before().get(BASE, Boolean.class))
                    ? outcome.reject(Violation.of(BASE, "inUse", "本位币不能删除。", "The base currency cannot be deleted."))
                    : outcome;
        }
        String sent = input.after().text(CODE);
        if (input.operation() == Operation.UPDATE && !sent.equals(input.before().text(CODE))) {
            return outcome.reject(
                    Violation.of(CODE, "readOnly", "币种代码不能修改。", "The code of a currency cannot be changed."));
        }
        if (Boolean.TRUE.equals(input.after().get(BASE, Boolean.class))
                && Boolean.FALSE.equals(input.after().get(IN_USE, Boolean.class))) {
            return outcome.reject(Violation.of(IN_USE, "inUse", "本位币不能停用。", "The base currency is always in use."));
        }
        if (input.operation() == Operation.UPDATE) {
            return outcome;
        }
        String code = sent.trim().toUpperCase(Locale.ROOT);
        int decimals = IsoCurrencies.decimals(code).orElse(-1);
        return decimals < 0
                ? outcome.reject(
                        Violation.of(CODE, "unknownOption", "未知的币种代码（ISO 4217）。", "Unknown currency code (ISO 4217)."))
                : outcome.set(CODE, code).set(MINOR_UNITS, decimals);
    }

    /** What has a rate is worth so much of the old base currency: all of that would be wrong. */
    private static Outcome makeBase(ActionDefinition.Input input) {
        if (!input.records()
                .list(Caller.system(), ExchangeRatesType.TYPE, new RecordQuery("", "", 1))
                .isEmpty()) {
            throw new Conflict(
                    "baseCurrencyInUse",
                    Localized.of(
                            "已有汇率以当前本位币计价，不能更换本位币。",
                            "There are exchange rates in the present base currency; it cannot be changed any more."));
        }
        Outcome outcome = Outcome.none().set(BASE, true).set(IN_USE, true);
        input.records()
                .list(Caller.system(), TYPE, RecordQuery.where(BASE + "==true"))
                .forEach(base ->
                        outcome.follow(new RecordChange.Update(TYPE, base.id(), base.version(), Map.of(BASE, false))));
        return outcome;
    }
}
