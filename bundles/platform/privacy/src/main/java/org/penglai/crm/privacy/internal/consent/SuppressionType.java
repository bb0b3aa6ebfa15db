package org.penglai.crm.privacy.internal.consent;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.privacy.Channel;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code suppressions}: addresses that nothing is sent to. The reference makes it appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-privacy)"))
public final class SuppressionType implements RecordType {
    public static final String TYPE = "suppressions";
    static final String ADDRESS = "address";
    static final String CHANNEL = "channel";

    @Override
    public RecordDefinition definition() {
        String[] columns = {ADDRESS, CHANNEL, "reason", "remark", "createdAt"};
        return RecordDefinition.of("crm", TYPE, Suppression.class)
                .unit(ConsentType.UNIT)
                .label("禁发地址", "Suppressed address", "Suppressed addresses")
                .title(ADDRESS)
                .key(CHANNEL, ADDRESS)
                .field(ADDRESS, TEXT, f -> f.label("地址", "Address")
                        .help("邮箱、手机号或微信号。", "Mail address, phone number or WeChat id.")
                        .required()
                        .personal()
                        .searchable()
                        .alias("邮箱", "手机", "微信", "E-mail", "Mobile", "WeChat"))
                .field(
                        CHANNEL,
                        ENUMERATION,
                        f -> ConsentType.channels(f.label("渠道", "Channel").required()))
                .field("reason", ENUMERATION, f -> f.label("原因", "Reason")
                        .required()
                        .defaultValue("manual")
                        .option("unsubscribed", "退订", "Unsubscribed")
                        .option("bounced", "退信", "Bounced")
                        .option("complained", "投诉", "Complained")
                        .option("manual", "人工", "By hand")
                        .option("erased", "个人已删除", "Person erased"))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark").personal())
                .view("all", "全部禁发地址", "All suppressed addresses", "-createdAt", "", columns)
                .section("basic", "基本信息", "Basics", ADDRESS, CHANNEL, "reason", "remark")
                .hook(SuppressionType::tidy)
                .build();
    }

    private static Outcome tidy(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() != RecordHook.Operation.DELETE && input.after().text(ADDRESS) != null) {
            String address = input.after().text(ADDRESS);
            String tidy = Channel.of(input.after().text(CHANNEL))
                    .map(channel -> Addresses.tidy(channel, address))
                    .orElse(address);
            if (!tidy.equals(address)) {
                outcome.set(ADDRESS, tidy);
            }
        }
        return outcome;
    }
}
