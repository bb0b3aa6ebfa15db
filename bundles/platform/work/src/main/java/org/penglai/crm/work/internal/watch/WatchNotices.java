package org.penglai.crm.work.internal.watch;

import static org.penglai.crm.work.internal.WorkTables.USER_ID;
import static org.penglai.crm.work.internal.WorkTables.WATCHES;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.LateReference;
import org.penglai.crm.records.spi.NoticeSink;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.work.internal.Readers;

/**
 * Tells watchers that a record was changed and in which fields, as far as each of them sees the record and its fields at
 * that moment; not the values. Nobody hears of the own changes.
 */
@Component(service = JournalListener.class)
public final class WatchNotices implements JournalListener {
    private static final Set<String> SILENT = Set.of("created", "restored");

    private final Types types;
    private final Supplier<Records> records;
    private final NoticeSink notices;
    private final Readers readers;

    /**
     * @param records asked for when something happens: the journal, which calls this, is itself a part of the kernel
     * @param migrated only there when the tables are
     */
    @Activate
    public WatchNotices(
            @Reference Types types,
            @Reference(service = Records.class) ComponentServiceObjects<Records> records,
            @Reference(service = Access.class) ComponentServiceObjects<Access> access,
            @Reference NoticeSink notices,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(types, new LateReference<>(records), notices, new Readers(types, new LateReference<>(access)));
    }

    public WatchNotices(Types types, Supplier<Records> records, NoticeSink notices, Readers readers) {
        this.types = types;
        this.records = records;
        this.notices = notices;
        this.readers = readers;
    }

    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        List<Notice> wanted = new ArrayList<>();
        for (Journal.Entry entry : entries) {
            if (entry.recordId() > 0 && !SILENT.contains(entry.operation())) {
                Set<Long> watchers = watchers(transaction, entry);
                if (!watchers.isEmpty()) {
                    types.find(entry.type()).ifPresent(type -> wanted.addAll(notices(type, entry, watchers)));
                }
            }
        }
        if (!wanted.isEmpty()) {
            notices.accept(transaction, Caller.system(), wanted);
        }
    }

    private static Set<Long> watchers(Transaction transaction, Journal.Entry entry) {
        return new HashSet<>(transaction
                .sql()
                .select(USER_ID)
                .from(WATCHES)
                .where(StoredWatches.row(entry.type(), entry.recordId()))
                .and(USER_ID.ne(entry.userId()))
                .fetch(USER_ID));
    }

    /** One for all who see the same of the changed fields; watchers who have lost sight of the record hear nothing. */
    private List<Notice> notices(StoredType type, Journal.Entry entry, Set<Long> watchers) {
        List<String> changed = ChangedFields.of(entry.changes());
        Map<List<String>, Set<Long>> byFields = new LinkedHashMap<>();
        for (long watcher : watchers) {
            readers.type(watcher, entry.type(), entry.recordId()).ifPresent(seen -> byFields.computeIfAbsent(
                            changed.stream()
                                    .filter(name -> seen.field(name).isPresent())
                                    .toList(),
                            fields -> new HashSet<>())
                    .add(watcher));
        }
        List<Notice> all = new ArrayList<>();
        byFields.forEach((fields, seeing) -> {
            // What changed only where nobody of them looks is no news to them.
            if (!fields.isEmpty() || changed.isEmpty()) {
                all.add(notice(type, entry, fields, seeing));
            }
        });
        return all;
    }

    private Notice notice(StoredType type, Journal.Entry entry, List<String> changed, Set<Long> watchers) {
        String title = records.get()
                .find(Caller.system(), entry.type(), entry.recordId())
                .map(record -> Objects.toString(record.values().get(type.titleField()), ""))
                .orElse("");
        String who = entry.userId() == 0 || types.find("users").isEmpty()
                ? ""
                : records.get()
                        .find(Caller.system(), "users", entry.userId())
                        .map(user -> user.text("name"))
                        .orElse("");
        Localized verb = verb(type, entry.operation());
        String record = type.label().en().toLowerCase(Locale.ROOT);
        Localized fields = fields(type, changed);
        return new Notice(
                watchers,
                "watch",
                Localized.of(
                        who + verb.zh() + type.label().zh() + "“" + title + "”" + fields.zh(),
                        (who + " " + verb.en() + " " + record + " “" + title + "”" + fields.en()).strip()),
                null,
                entry.type(),
                entry.recordId());
    }

    private static Localized verb(StoredType type, String operation) {
        if (operation.equals("deleted")) {
            return Localized.of("删除了", "deleted");
        }
        return type.actions().stream()
                .filter(action -> action.name().equals(operation))
                .findFirst()
                .map(action -> Localized.of(
                        "执行了“" + action.label().zh() + "”：",
                        "did “" + action.label().en() + "” on"))
                .orElse(Localized.of("更新了", "updated"));
    }

    /** What comes behind the record's title; in both languages. */
    private static Localized fields(StoredType type, List<String> changed) {
        List<Localized> labels = changed.stream()
                .map(type::field)
                .flatMap(Optional::stream)
                .map(StoredField::label)
                .toList();
        return labels.isEmpty()
                ? Localized.same("")
                : Localized.of(
                        labels.stream().map(Localized::zh).collect(Collectors.joining("、", "：", "")),
                        labels.stream().map(Localized::en).collect(Collectors.joining(", ", ": ", "")));
    }
}
