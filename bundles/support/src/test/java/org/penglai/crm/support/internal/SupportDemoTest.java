package org.penglai.crm.support.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.calendar.internal.BusinessCalendarsType;
import org.penglai.crm.calendar.internal.CalendarExceptionsType;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.assignment.TicketSkillType;
import org.penglai.crm.support.internal.desk.CannedReplyType;
import org.penglai.crm.support.internal.knowledge.ArticleType;
import org.penglai.crm.support.internal.knowledge.ArticleVersionType;
import org.penglai.crm.support.internal.knowledge.ArticleVoteType;
import org.penglai.crm.support.internal.quality.QualityCriterionType;
import org.penglai.crm.support.internal.quality.QualityReviewType;
import org.penglai.crm.support.internal.quality.QualityScoreType;
import org.penglai.crm.support.internal.quality.QualitySheetType;
import org.penglai.crm.support.internal.sla.SlaPolicyType;
import org.penglai.crm.support.internal.sla.SlaTimerType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** What comes as sample data keeps every rule, shows every state, and goes again. */
class SupportDemoTest {
    private static final Map<String, String> TYPES = Map.of(
            "queue",
            TicketQueueType.TYPE,
            "skill",
            TicketSkillType.TYPE,
            "ticket",
            TicketType.TYPE,
            "article",
            ArticleType.TYPE,
            "sheet",
            QualitySheetType.TYPE);

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void theSampleTicketsCanBeLookedAtAndTakenAway(TestDatabase.Kind kind) {
        try (TestKernel kernel = TestKernel.on(
                kind,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketSkillType(),
                new TicketQueueType(),
                new CannedReplyType(),
                new BusinessCalendarsType(),
                new CalendarExceptionsType(),
                new SlaPolicyType(),
                new SlaTimerType(),
                new TicketType(),
                new TicketMessageType(),
                new ArticleType(),
                new ArticleVersionType(),
                new ArticleVoteType(),
                new QualitySheetType(),
                new QualityCriterionType(),
                new QualityReviewType(),
                new QualityScoreType())) {
            Map<String, RecordSnapshot> made = new HashMap<>();
            List<RecordSnapshot> all = new ArrayList<>();
            for (DemoRecord record : new SupportDemo().records()) {
                Map<String, Object> values = new HashMap<>(record.values());
                record.references().forEach((field, key) -> {
                    if (TYPES.containsKey(field)) {
                        values.put(field, made.get(TYPES.get(field) + ':' + key).id());
                    }
                });
                RecordSnapshot created = kernel.create(record.type(), values);
                made.put(record.type() + ':' + record.key(), created);
                all.add(created);
            }
            assertThat(all.stream().filter(record -> record.type().equals(TicketType.TYPE)))
                    .extracting(record -> kernel.now(record).orElseThrow().text("status"))
                    .contains("new", "open", "pendingCustomer", "pendingInternal", "resolved", "closed");
            assertThat(kernel.list(ArticleVersionType.TYPE, "isLive==true;visibility==public", 9))
                    .hasSize(2);
            Collections.reverse(all);
            all.stream().filter(record -> kernel.now(record).isPresent()).forEach(kernel::delete);
            assertThat(all).allMatch(record -> kernel.now(record).isEmpty());
        }
    }
}
