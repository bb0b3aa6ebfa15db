package org.penglai.crm.support.internal.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketStatus;

/** Draws a sheet's sample of finished tickets and shares it among the reviewers. What was drawn before is not drawn again. */
final class Drawing {
    private static final int MOST_DAYS = 92;
    private static final int AT_ONCE = 200;
    private static final String FROM = "from";
    private static final String TO = "to";

    private final RecordReader records;
    private final RecordSnapshot sheet;
    private final LocalDate today;

    Drawing(RecordReader records, RecordSnapshot sheet, Instant now) {
        this.records = records;
        this.sheet = sheet;
        this.today = LocalDate.ofInstant(now, Caller.system().zone());
    }

    /** Draws for days that somebody names. */
    static ActionDefinition action() {
        return ActionDefinition.of("draw", "抽取工单", "Draw tickets", Drawing::run)
                .asking(FROM, FieldKind.DATE, f -> f.label("解决日期从", "Resolved from")
                        .required())
                .asking(TO, FieldKind.DATE, f -> f.label("解决日期至", "Resolved until")
                        .required())
                .asking(QualitySheetType.PER_AGENT, FieldKind.INTEGER, f -> f.label("每人抽检数", "Tickets of each agent")
                        .required());
    }

    private static Outcome run(ActionDefinition.Input input) {
        Outcome outcome = Outcome.none();
        LocalDate from = (LocalDate) input.arguments().get(FROM);
        LocalDate to = (LocalDate) input.arguments().get(TO);
        long perAgent = ((Number) input.arguments().get(QualitySheetType.PER_AGENT)).longValue();
        if (to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            outcome.reject(
                    Violation.of(TO, "outOfRange", "最多 92 天，且不早于开始日期。", "At most 92 days, none before the first."));
        }
        if (perAgent < 1 || perAgent > SheetRules.MOST_PER_AGENT) {
            outcome.reject(Violation.of(QualitySheetType.PER_AGENT, "outOfRange", "每人 1 到 50 个。", "Between 1 and 50."));
        }
        if (!outcome.violations().isEmpty()) {
            return outcome;
        }
        Drawn drawn =
                new Drawing(input.records(), input.record(), input.now()).draw(from, to, Math.toIntExact(perAgent));
        if (drawn.changes.isEmpty()) {
            throw new Conflict(
                    "nothingToDraw",
                    Localized.of(
                            "没有可抽取的工单：评分表须有评分项，所选日期内须有尚未质检的已解决工单。",
                            "There is nothing to draw: the sheet needs criteria, and the days tickets that were resolved and not reviewed yet."));
        }
        drawn.into(outcome);
        return outcome;
    }

    /** Of tickets that were resolved on the days, both included. */
    Drawn draw(LocalDate from, LocalDate to, int perAgent) {
        if (perAgent < 1 || Criteria.of(records, sheet.id()).isEmpty()) {
            return new Drawn(List.of(), Map.of(), sheet);
        }
        ZoneId zone = Caller.system().zone();
        Long queue = sheet.reference(QualitySheetType.QUEUE);
        String filter = "status=in=("
                + String.join(",", TicketStatus.FINISHED.stream().sorted().toList()) + ");resolvedAt=ge="
                + from.atStartOfDay(zone).toInstant() + ";resolvedAt=lt="
                + to.plusDays(1).atStartOfDay(zone).toInstant()
                + (queue == null ? "" : ";queue==" + RecordId.format(queue));
        return share(notYetReviewed(Sample.of(records, filter, sheet.id(), perAgent)));
    }

    private List<RecordSnapshot> notYetReviewed(List<RecordSnapshot> tickets) {
        Set<Long> reviewed = new HashSet<>();
        for (int i = 0; i < tickets.size(); i += AT_ONCE) {
            String ids = tickets.subList(i, Math.min(i + AT_ONCE, tickets.size())).stream()
                    .map(ticket -> RecordId.format(ticket.id()))
                    .collect(Collectors.joining(","));
            String filter = "sheet==" + RecordId.format(sheet.id()) + ";ticket=in=(" + ids + ")";
            records.list(Caller.system(), QualityReviewType.TYPE, new RecordQuery(filter, "id", AT_ONCE))
                    .forEach(review -> reviewed.add(review.reference(QualityReviewType.TICKET)));
        }
        return tickets.stream()
                .filter(ticket -> !reviewed.contains(ticket.id()))
                .toList();
    }

    private Drawn share(List<RecordSnapshot> tickets) {
        Map<Long, Integer> work = new LinkedHashMap<>();
        reviewers().forEach(reviewer -> work.put(reviewer, 0));
        List<RecordChange> changes = new ArrayList<>();
        for (RecordSnapshot ticket : tickets) {
            Long agent = ticket.reference(SystemFields.OWNER);
            Optional<Long> reviewer =
                    work.keySet().stream().filter(one -> !one.equals(agent)).min(Comparator.comparing(work::get));
            reviewer.ifPresent(one -> work.merge(one, 1, Integer::sum));
            changes.add(review(ticket, reviewer.orElse(null)));
        }
        work.values().removeIf(count -> count == 0);
        return new Drawn(changes, work, sheet);
    }

    private List<Long> reviewers() {
        List<Long> all = new ArrayList<>();
        if (sheet.values().get(QualitySheetType.REVIEWERS) instanceof List<?> links) {
            links.forEach(link -> all.add(((RecordLink) link).id()));
        }
        return all;
    }

    private RecordChange review(RecordSnapshot ticket, Long reviewer) {
        Map<String, Object> values = new HashMap<>();
        values.put(QualityReviewType.TICKET, ticket.id());
        values.put(QualityReviewType.SHEET, sheet.id());
        values.put(QualityReviewType.REVIEWER, reviewer);
        values.put(QualityReviewType.IS_DRAWN, true);
        values.put(QualityReviewType.DUE_ON, today.plusDays(sheet.integer(QualitySheetType.DAYS_TO_REVIEW, 7)));
        return new RecordChange.Create(QualityReviewType.TYPE, values);
    }

    /**
     * @param changes a review for each ticket
     * @param given how many each reviewer gets
     */
    record Drawn(List<RecordChange> changes, Map<Long, Integer> given, RecordSnapshot sheet) {
        void into(Outcome outcome) {
            changes.forEach(outcome::follow);
            given.forEach((reviewer, count) -> outcome.notify(new Notice(
                    Set.of(reviewer),
                    "qualityReviewsDrawn",
                    Localized.of("有 " + count + " 个工单等待你质检", count + " tickets wait for your review"),
                    sheet.text(QualitySheetType.NAME),
                    QualitySheetType.TYPE,
                    sheet.id())));
        }
    }
}
