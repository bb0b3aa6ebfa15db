package org.penglai.crm.customization.internal.number;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.customization.internal.LateService;
import org.penglai.crm.records.spi.Types;

/** The record type {@code numberRules}: how the numbers of a type look from now on. */
@Component
public final class NumberRulesType implements RecordType {
    public static final String TYPE = "numberRules";
    private static final String UNIT = "customization";

    private final Supplier<Types> types;

    /** @param migrated proof that the tables are there */
    @Activate
    public NumberRulesType(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new LateService<>(context, Types.class));
    }

    /** Outside a container. */
    public NumberRulesType(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, NumberRule.class)
                .unit(UNIT)
                .label("编号规则", "Numbering rule", "Numbering rules")
                .title("type")
                .field("type", FieldKind.TEXT, f -> f.label("对象", "For")
                        .help("例如 customers", "For example customers")
                        .required()
                        .searchable())
                .field("pattern", FieldKind.TEXT, f -> f.label("格式", "Pattern")
                        .help(
                                "例如 KH-{yyyyMM}-{seq:4}；可用 {yyyy}、{yy}、{yyyyMM}、{yyyyMMdd}，恰好一个 {seq:位数}。",
                                "For example C-{yyyyMM}-{seq:4}; {yyyy}, {yy}, {yyyyMM}, {yyyyMMdd} and exactly one {seq:digits}.")
                        .required())
                .key("type")
                .view("all", "全部规则", "All rules", "type", "", "type", "pattern", "updatedAt")
                .section("basic", "基本信息", "Basics", "type", "pattern")
                .hook(new NumberRuleCheck(types))
                .build();
    }
}
