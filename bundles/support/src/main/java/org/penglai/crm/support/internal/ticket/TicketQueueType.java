package org.penglai.crm.support.internal.ticket;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.time.ZoneId;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.support.internal.Support;

/** Where tickets wait for those who answer them. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TicketQueueType implements RecordType {
    public static final String TYPE = "ticketQueues";
    public static final String MAILBOX = "mailbox";
    public static final String SENDER = "sender";
    public static final String ACKNOWLEDGEMENT = "acknowledgement";
    public static final String SIGNATURE = "signature";
    public static final String ASSIGNMENT = "assignment";
    /** Members take tickets themselves. */
    public static final String BY_HAND = "byHand";

    public static final String LEAST_LOAD = "leastLoad";
    public static final String FALLBACK = "fallback";
    public static final String ZONE = "zone";
    static final String REOPEN_DAYS = "reopenDays";
    static final long USUAL_REOPEN_DAYS = 7;

    private static final int MOST_DAYS = 365;

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, TicketQueue.class)
                .unit(Support.UNIT)
                .label("工单队列", "Queue", "Queues")
                .title("name")
                .key("name")
                .field("name", TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(REOPEN_DAYS, INTEGER, f -> f.label("关闭后可重开天数", "Days to reopen")
                        .help("工单关闭后，在这些天内可以重新打开。", "For so many days a closed ticket can be opened again.")
                        .required()
                        .defaultValue(USUAL_REOPEN_DAYS))
                .reference(MAILBOX, Support.MAILBOXES, OnDelete.CLEAR, f -> f.label("收件邮箱", "Mailbox")
                        .help("寄到这个邮箱的邮件进入本队列。", "Mail of this mailbox comes into this queue."))
                .reference(SENDER, Support.MAIL_SENDERS, OnDelete.CLEAR, f -> f.label("发件人", "Sender")
                        .help("回复由谁发出；为空时用默认发件人。", "Who sends the answers; the default one if empty."))
                .field(
                        ACKNOWLEDGEMENT,
                        LONG_TEXT,
                        f -> f.label("自动回执", "Acknowledgement")
                                .help(
                                        "收到新邮件工单后自动回复；可用 {ticketNo} 和 {subject}。为空则不回复。",
                                        "Sent for each new ticket by mail; {ticketNo} and {subject} are filled in. None if empty."))
                .field(SIGNATURE, LONG_TEXT, f -> f.label("邮件签名", "Signature"))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"));
        assignment(type);
        return type.view("all", "全部队列", "All queues", "name", "", "name", ASSIGNMENT, REOPEN_DAYS, "updatedAt")
                .section("basic", "基本信息", "Basics", "name", SystemFields.OWNER, REOPEN_DAYS, "remark")
                .section("assignment", "分配", "Assignment", ASSIGNMENT, FALLBACK, ZONE)
                .section("mail", "邮件", "E-mail", MAILBOX, SENDER, ACKNOWLEDGEMENT, SIGNATURE)
                .hook(TicketQueueType::check)
                .build();
    }

    private static void assignment(RecordDefinitionBuilder type) {
        type.field(ASSIGNMENT, ENUMERATION, f -> f.label("分配方式", "Method")
                        .required()
                        .defaultValue(BY_HAND)
                        .option(BY_HAND, "成员自行认领", "Members take them")
                        .option("roundRobin", "轮流", "In turn")
                        .option(LEAST_LOAD, "未解决工单最少者", "Who has the fewest unresolved tickets"))
                .reference(FALLBACK, Support.USERS, OnDelete.CLEAR, f -> f.label("兜底负责人", "Fallback")
                        .help("没有合适的成员时由此人负责；留空则留在队列中。", "Gets what no member can take; empty leaves it in the queue."))
                .field(ZONE, TEXT, f -> f.label("时区", "Time zone")
                        .help("决定每日限额从何时重新计算。", "Decides when a day begins.")
                        .required()
                        .defaultValue("Asia/Shanghai"));
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null && !isZone(input.after().text(ZONE))) {
            outcome.reject(Violation.of(ZONE, "unknownZone", "没有这个时区。", "There is no such time zone."));
        }
        Number days =
                input.after() == null ? null : (Number) input.after().values().get(REOPEN_DAYS);
        if (days != null && (days.longValue() < 0 || days.longValue() > MOST_DAYS)) {
            outcome.reject(Violation.of(REOPEN_DAYS, "outOfRange", "请填写 0 到 365 天。", "It is 0 to 365 days."));
        }
        return outcome;
    }

    private static boolean isZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text);
    }
}
