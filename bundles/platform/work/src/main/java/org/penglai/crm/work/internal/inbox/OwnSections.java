package org.penglai.crm.work.internal.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.work.internal.RecordTitles;
import org.penglai.crm.work.internal.record.Links;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.spi.Calendar;
import org.penglai.crm.work.spi.Notifications;

/** The sections of the platform itself: overdue, today, appointments, the next seven days, unread mentions. */
@Component
public final class OwnSections implements InboxSource {
    private static final int AT_MOST = 50;
    private static final int DAYS_AHEAD = 8;

    private final Records records;
    private final Calendar calendar;
    private final Notifications notifications;
    private final RecordTitles titles;

    @Activate
    public OwnSections(
            @Reference Records records,
            @Reference Calendar calendar,
            @Reference Notifications notifications,
            @Reference RecordTitles titles) {
        this.records = records;
        this.calendar = calendar;
        this.notifications = notifications;
        this.titles = titles;
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, caller.zone());
        Instant midnight = today.atStartOfDay(caller.zone()).toInstant();
        Instant tomorrow = today.plusDays(1).atStartOfDay(caller.zone()).toInstant();
        Instant ahead = today.plusDays(DAYS_AHEAD).atStartOfDay(caller.zone()).toInstant();
        List<InboxSection> sections = new ArrayList<>();
        if (caller.may(TaskType.TYPE + ":read")) {
            sections.add(new InboxSection(
                    "overdue", Localized.of("已逾期", "Overdue"), 100, tasks(caller, "dueAt=lt=" + midnight, now)));
            sections.add(new InboxSection(
                    "today",
                    Localized.of("今天", "Today"),
                    200,
                    tasks(caller, "dueAt=ge=" + midnight + ";dueAt=lt=" + tomorrow, now)));
            sections.add(new InboxSection(
                    "week",
                    Localized.of("未来七天", "Next seven days"),
                    400,
                    tasks(caller, "dueAt=ge=" + tomorrow + ";dueAt=lt=" + ahead, now)));
        }
        sections.add(new InboxSection(
                "appointments",
                Localized.of("今天的日程", "Today's appointments"),
                300,
                appointments(caller, midnight, tomorrow)));
        sections.add(new InboxSection("mentions", Localized.of("提到我的", "Mentions"), 500, mentions(caller)));
        return sections;
    }

    private List<InboxItem> tasks(Caller caller, String when, Instant now) {
        List<RecordSnapshot> found = records.list(
                caller, TaskType.TYPE, new RecordQuery("owner==me;status==open;" + when, "dueAt", AT_MOST));
        Map<RecordLink, String> names =
                titles.of(caller, found.stream().flatMap(OwnSections::first).toList());
        List<String> actions = caller.may(TaskType.TYPE + ":complete") ? List.of("complete") : List.of();
        return found.stream()
                .map(task -> {
                    Instant due = task.get("dueAt", Instant.class);
                    return new InboxItem(
                            TaskType.TYPE,
                            task.id(),
                            task.text("subject"),
                            first(task)
                                    .map(names::get)
                                    .filter(Objects::nonNull)
                                    .findFirst()
                                    .orElse(null),
                            due,
                            due.isBefore(now),
                            null,
                            actions);
                })
                .toList();
    }

    private static Stream<RecordLink> first(RecordSnapshot record) {
        return Links.of(record, "related").stream().limit(1);
    }

    private List<InboxItem> appointments(Caller caller, Instant from, Instant to) {
        return calendar.items(caller, from, to, Set.of(caller.userId())).stream()
                .filter(item -> item.status() == null)
                .limit(AT_MOST)
                .map(item -> new InboxItem(
                        item.type(), item.id(), item.title(), item.location(), item.startAt(), false, null, List.of()))
                .toList();
    }

    private List<InboxItem> mentions(Caller caller) {
        return notifications.list(caller, true, AT_MOST, 0).stream()
                .filter(item -> item.kind().equals("mention") && item.type() != null)
                .map(item -> new InboxItem(
                        item.type(),
                        item.recordId(),
                        item.title().in(caller.locale()),
                        item.text(),
                        item.at(),
                        false,
                        null,
                        List.of()))
                .toList();
    }
}
