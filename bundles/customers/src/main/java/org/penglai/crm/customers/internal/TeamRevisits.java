package org.penglai.crm.customers.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;

/**
 * In a manager's My day: where the own people have missed a revisit, and which of their customers have fallen silent. The
 * own people are those who have the caller as manager or belong to a department that the caller leads, or to one below.
 */
@Component
public final class TeamRevisits implements InboxSource {
    private static final int MISSED = 360;
    private static final int SILENT = 370;
    /** As many as a filter takes; whoever leads more people looks at lists. */
    private static final int MOST_PEOPLE = 200;

    private static final int DEEPEST = 10;

    private final RecordReader records;
    private final MissedCycles missed;

    /** @param migrated only there when the tables are */
    @Activate
    public TeamRevisits(
            @Reference Records records,
            @Reference(target = "(osgi.jndi.service.name=crm-customers)") DataSource migrated) {
        this(records);
    }

    TeamRevisits(RecordReader records) {
        this.records = records;
        missed = new MissedCycles(records);
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        Map<Long, String> people =
                caller.isSystem() || !caller.may(CustomerType.TYPE + ":read") ? Map.of() : people(caller.userId());
        if (people.isEmpty()) {
            return List.of();
        }
        String owners = "owner=in=" + among(people.keySet().stream());
        List<InboxSection> sections = new ArrayList<>();
        add(
                sections,
                "customers.teamRevisits",
                Localized.of("团队超期未回访", "Revisits missed by your people"),
                MISSED,
                missed.of(
                        caller, owners, now, (customer, plan) -> owner(people, customer) + " · " + plan.text("name")));
        add(
                sections,
                "customers.teamSilent",
                Localized.of("团队沉默客户", "Silent customers of your people"),
                SILENT,
                silent(caller, owners, people));
        return sections;
    }

    private static void add(List<InboxSection> sections, String id, Localized title, int order, List<InboxItem> items) {
        if (!items.isEmpty()) {
            sections.add(new InboxSection(id, title, order, items));
        }
    }

    private List<InboxItem> silent(Caller caller, String owners, Map<Long, String> people) {
        String filter = owners + ";status==" + Lifecycle.SILENT;
        return records
                .list(caller, CustomerType.TYPE, new RecordQuery(filter, "lastFollowUpAt", MissedCycles.SHOWN))
                .stream()
                .map(customer -> new InboxItem(
                        CustomerType.TYPE,
                        customer.id(),
                        customer.text("name"),
                        owner(people, customer),
                        customer.get("lastFollowUpAt", Instant.class),
                        false,
                        null,
                        List.of()))
                .toList();
    }

    private static String owner(Map<Long, String> people, RecordSnapshot customer) {
        return people.get(customer.reference("owner"));
    }

    /** Names by id, without the manager's own. Who belongs to whom is no secret of the caller's: he leads them. */
    private Map<Long, String> people(long manager) {
        Map<Long, String> people = new LinkedHashMap<>();
        try {
            String who = "manager==" + RecordId.format(manager);
            List<Long> departments = departments(who);
            String filter =
                    departments.isEmpty() ? who : "(" + who + ",department=in=" + among(departments.stream()) + ")";
            records.list(Caller.system(), "users", new RecordQuery("status==active;" + filter, "id", MOST_PEOPLE))
                    .forEach(person -> people.put(person.id(), person.text("name")));
        } catch (NotFound nobodyKnown) {
            return Map.of();
        }
        people.remove(manager);
        return people;
    }

    private List<Long> departments(String who) {
        List<Long> all = new ArrayList<>();
        String next = who;
        for (int depth = 0; depth < DEEPEST && all.size() < MOST_PEOPLE; depth++) {
            List<Long> found =
                    records.list(Caller.system(), "departments", new RecordQuery(next, "id", MOST_PEOPLE)).stream()
                            .map(RecordSnapshot::id)
                            .filter(id -> !all.contains(id))
                            .toList();
            if (found.isEmpty()) {
                break;
            }
            all.addAll(found);
            next = "parent=in=" + among(found.stream());
        }
        return all.size() > MOST_PEOPLE ? all.subList(0, MOST_PEOPLE) : all;
    }

    private static String among(Stream<Long> ids) {
        return ids.map(RecordId::format).collect(Collectors.joining(",", "(", ")"));
    }
}
