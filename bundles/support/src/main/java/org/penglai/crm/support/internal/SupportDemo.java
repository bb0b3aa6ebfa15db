package org.penglai.crm.support.internal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.demo.DemoTable;
import org.penglai.crm.support.internal.assignment.TicketSkillType;
import org.penglai.crm.support.internal.desk.CannedReplyType;
import org.penglai.crm.support.internal.knowledge.ArticleType;
import org.penglai.crm.support.internal.knowledge.ArticleVersionType;
import org.penglai.crm.support.internal.quality.QualityCriterionType;
import org.penglai.crm.support.internal.quality.QualitySheetType;
import org.penglai.crm.support.internal.sla.SlaPolicyType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** What the invented customers ask, report and complain about, in every state, and what they were told. */
@Component
public final class SupportDemo implements DemoData {
    private static final Set<String> REFERENCES =
            Set.of("customer", "contact", "queue", "skill", "ticket", "article", "sheet");

    private static final Pattern NUMBERS = Pattern.compile(
            "reopenDays|perAgent|mostPoints|position|versionNumber|warnMinutes|(first|next)Response.*|resolution.+");

    @Override
    public String module() {
        return Support.MODULE;
    }

    @Override
    public List<DemoRecord> records() {
        return Stream.of(
                        TicketSkillType.TYPE,
                        TicketQueueType.TYPE,
                        CannedReplyType.TYPE,
                        SlaPolicyType.TYPE,
                        TicketType.TYPE,
                        TicketMessageType.TYPE,
                        ArticleType.TYPE,
                        ArticleVersionType.TYPE,
                        QualitySheetType.TYPE,
                        QualityCriterionType.TYPE)
                .flatMap(type -> DemoTable.records(SupportDemo.class, type, REFERENCES, SupportDemo::value).stream())
                .toList();
    }

    private static Object value(String column, String cell) {
        return switch (column) {
            case "active", "isLive", "isCritical" -> Boolean.valueOf(cell);
            case "publishedAt" -> Instant.parse(cell);
            default -> NUMBERS.matcher(column).matches() ? (Object) Long.valueOf(cell) : cell;
        };
    }
}
