package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.work.spi.Calendar;
import org.penglai.crm.work.spi.CalendarFeeds;
import org.penglai.crm.work.spi.MyDay;
import org.penglai.crm.work.spi.Notifications;
import org.penglai.crm.work.spi.Series;
import org.penglai.crm.work.spi.Watches;

/** Notifications, calendar, My day and watching in memory; what is there belongs to the first user. */
final class FakeWork implements Notifications, Calendar, CalendarFeeds, Series, MyDay, Watches {
    static final String SECRET = "s".repeat(43);

    final List<Notifications.Item> items = new ArrayList<>();
    final Set<Long> read = new HashSet<>();
    private final Set<Long> watchers = new HashSet<>();
    private boolean feed;

    void told(long id, String title) {
        items.add(
                0,
                new Notifications.Item(
                        id, "mention", Localized.same(title), null, "customers", 5L, Instant.EPOCH, null));
    }

    @Override
    public List<Notifications.Item> list(Caller caller, boolean unreadOnly, int limit, long before) {
        return items.stream()
                .filter(item -> before == 0 || item.id() < before)
                .filter(item -> !unreadOnly || !read.contains(item.id()))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Notifications.Item> find(Caller caller, long id) {
        return items.stream().filter(item -> item.id() == id).findFirst();
    }

    @Override
    public int unread(Caller caller) {
        return items.size() - read.size();
    }

    @Override
    public void read(Caller caller, Collection<Long> ids) {
        read.addAll(ids);
    }

    @Override
    public void readAll(Caller caller) {
        items.forEach(item -> read.add(item.id()));
    }

    @Override
    public List<Calendar.Item> items(Caller caller, Instant from, Instant to, Set<Long> users) {
        return List.of(new Calendar.Item(
                "appointments",
                7,
                "晨会",
                from,
                to,
                false,
                null,
                caller.userId(),
                caller.displayName(),
                null,
                true,
                from,
                null));
    }

    @Override
    public Done change(
            Caller caller, String type, long id, Instant occurrence, Scope scope, Map<String, Object> values) {
        return new Done(
                8L,
                List.of(
                        new RecordChange.Delete(type, 8, null),
                        new RecordChange.Update(type, id, null, Map.of("series", 6L, "startAt", occurrence))),
                List.of());
    }

    @Override
    public Done remove(Caller caller, String type, long id, Instant occurrence, Scope scope) {
        return new Done(null, List.of(), List.of(id));
    }

    @Override
    public String create(Caller caller) {
        feed = true;
        return SECRET;
    }

    @Override
    public boolean exists(Caller caller) {
        return feed;
    }

    @Override
    public void revoke(Caller caller) {
        feed = false;
    }

    @Override
    public Optional<String> read(String secret) {
        return feed && secret.equals(SECRET) ? Optional.of("BEGIN:VCALENDAR\r\n") : Optional.empty();
    }

    @Override
    public List<InboxSection> sections(Caller caller) {
        return List.of(new InboxSection(
                "today",
                Localized.of("今天", "Today"),
                200,
                List.of(new InboxItem("tasks", 9, "回电", "云启科技", Instant.EPOCH, true, null, List.of("complete")))));
    }

    @Override
    public State state(Caller caller, String type, long id) {
        return new State(watchers.contains(caller.userId()), watchers.size());
    }

    @Override
    public State watch(Caller caller, String type, long id, boolean watching) {
        if (watching) {
            watchers.add(caller.userId());
        } else {
            watchers.remove(caller.userId());
        }
        return state(caller, type, id);
    }
}
