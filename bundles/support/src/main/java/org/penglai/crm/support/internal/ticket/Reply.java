package org.penglai.crm.support.internal.ticket;

import java.util.HashMap;
import java.util.Map;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;

/** Answers by mail: written and sent at once, or a draft that files are put on before it is sent. */
final class Reply {
    private Reply() {}

    /** Of a ticket. */
    static ActionDefinition action() {
        return ActionDefinition.of("reply", "回复", "Reply", input -> {
                    Map<String, Object> message = new HashMap<>();
                    message.put(TicketMessageType.TICKET, input.record().id());
                    message.put(TicketMessageType.DIRECTION, TicketMessageType.OUT);
                    message.put(TicketMessageType.DELIVERY, TicketMessageType.QUEUED);
                    message.put(TicketMessageType.BODY, input.arguments().get(TicketMessageType.BODY));
                    message.put(TicketMessageType.CC, input.arguments().get(TicketMessageType.CC));
                    return Outcome.none().follow(new RecordChange.Create(TicketMessageType.TYPE, message));
                })
                .asking(TicketMessageType.BODY, FieldKind.LONG_TEXT, f -> f.label("内容", "Text")
                        .required())
                .asking(TicketMessageType.CC, FieldKind.TEXT, f -> f.label("抄送", "Cc"))
                .onlyIf(ActionCondition.filled(TicketType.ADDRESS))
                .onlyIf(ActionCondition.isNot(TicketType.STATUS, TicketStatus.CLOSED, TicketStatus.MERGED));
    }

    /** Of a message. */
    static ActionDefinition send() {
        return ActionDefinition.of("send", "发送", "Send", input -> Outcome.none()
                        .set(TicketMessageType.DELIVERY, TicketMessageType.QUEUED)
                        .set(TicketMessageType.DELIVERY_ERROR, null))
                .onlyIf(ActionCondition.is(
                        TicketMessageType.DELIVERY, TicketMessageType.DRAFT, TicketMessageType.FAILED))
                .onlyIf(ActionCondition.empty(TicketMessageType.MESSAGE_ID));
    }
}
