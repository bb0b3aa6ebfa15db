package org.penglai.crm.privacy.internal.consent;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code consents}. The reference makes it appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-privacy)"))
public final class ConsentType implements RecordType {
    public static final String TYPE = "consents";
    public static final String UNIT = "privacy";
    static final String PERSON = "person";
    static final String PURPOSE = "purpose";
    static final String CHANNEL = "channel";
    static final String STATUS = "status";
    static final String GIVEN_AT = "givenAt";
    static final String WITHDRAWN_AT = "withdrawnAt";
    static final String GRANTED = "granted";
    static final String WITHDRAWN = "withdrawn";

    @Override
    public RecordDefinition definition() {
        String[] columns = {PURPOSE, PERSON, CHANNEL, STATUS, GIVEN_AT, WITHDRAWN_AT, "source"};
        return RecordDefinition.of("crm", TYPE, Consent.class)
                .unit(UNIT)
                .label("同意", "Consent", "Consents")
                .title(PURPOSE)
                .field(PURPOSE, TEXT, f -> f.label("目的", "Purpose")
                        .help(
                                "例如 marketing、service；发送时按此目的核对。",
                                "For example marketing or service; sending asks for it.")
                        .required()
                        .searchable())
                .links(PERSON, f -> f.label("个人", "Person").help("恰好一人。", "Exactly one."))
                .field(
                        CHANNEL,
                        ENUMERATION,
                        f -> channels(f.label("渠道", "Channel").required()))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(GRANTED)
                        .option(GRANTED, "已同意", "Granted")
                        .option(WITHDRAWN, "已撤回", "Withdrawn"))
                .field(GIVEN_AT, INSTANT, f -> f.label("同意时间", "Given at").help("留空时为现在。", "Now when left empty."))
                .field(WITHDRAWN_AT, INSTANT, f -> f.label("撤回时间", "Withdrawn at")
                        .readOnly())
                .field("source", TEXT, f -> f.label("来源", "Source")
                        .help("例如网站表单、展会、电话。", "For example a web form, a fair, a call."))
                .field("proof", LONG_TEXT, f -> f.label("凭证", "Proof")
                        .help("当时的原话、表单或录音编号。", "The words, the form or the number of the recording."))
                .onTimeline("consent", PERSON, GIVEN_AT, "source")
                .view("all", "全部同意", "All consents", "-" + GIVEN_AT, "", columns)
                .view("withdrawn", "已撤回", "Withdrawn", "-" + GIVEN_AT, "status==withdrawn", columns)
                .section("basic", "基本信息", "Basics", PERSON, CHANNEL, PURPOSE, STATUS, GIVEN_AT, WITHDRAWN_AT)
                .section("more", "凭证", "Proof", "source", "proof")
                .hook(new ConsentRules())
                .action(ActionDefinition.of("withdraw", "撤回", "Withdraw", input -> Outcome.none()
                                .set(STATUS, WITHDRAWN)
                                .set(WITHDRAWN_AT, input.now()))
                        .onlyIf(ActionCondition.is(STATUS, GRANTED)))
                .action(ActionDefinition.of("grant", "重新同意", "Grant again", input -> Outcome.none()
                                .set(STATUS, GRANTED)
                                .set(GIVEN_AT, input.now())
                                .set(WITHDRAWN_AT, null))
                        .onlyIf(ActionCondition.is(STATUS, WITHDRAWN)))
                .build();
    }

    static FieldBuilder channels(FieldBuilder field) {
        return field.option("email", "邮件", "Mail")
                .option("sms", "短信", "Text message")
                .option("phone", "电话", "Phone")
                .option("wechat", "微信", "WeChat");
    }
}
