package org.penglai.crm.exchange.internal.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.demo.Demo;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loading. Goes in rounds, each of the records whose references are known by then, so that their order does not
 * matter. For one thread.
 */
final class DemoLoading {

    /** Written together or not at all. */
    static final int CHUNK = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DemoLoading.class);

    private final Types types;
    private final Records records;
    private final DemoIndex index;

    /** Ids of the sample records that can be referred to. */
    private final Map<Key, Long> ids = new HashMap<>();

    DemoLoading(Types types, Records records, DemoIndex index) {
        this.types = types;
        this.records = records;
        this.index = index;
    }

    /** Creates what is missing of these and returns how many that were. */
    int load(List<DemoRecord> all) {
        List<DemoRecord> pending = missing(all);
        int before = pending.size();
        List<DemoRecord> round = takeReady(pending);
        while (!round.isEmpty()) {
            for (int from = 0; from < round.size(); from += CHUNK) {
                create(round.subList(from, Math.min(from + CHUNK, round.size())));
            }
            round = takeReady(pending);
        }
        if (!pending.isEmpty()) {
            LOG.info("{} sample records were left out, because what they refer to is not there", pending.size());
        }
        return before - pending.size();
    }

    /** Without those of types that cannot be written now. */
    private List<DemoRecord> missing(List<DemoRecord> all) {
        Set<Key> known = new HashSet<>();
        Set<String> asked = new HashSet<>();
        List<DemoRecord> missing = new ArrayList<>();
        for (DemoRecord record : all) {
            if (!types.isWritable(record.type())) {
                continue;
            }
            if (asked.add(record.type())) {
                index.loaded(types.get(record.type())).forEach((key, loaded) -> {
                    known.add(new Key(record.type(), key));
                    if (loaded.live()) {
                        ids.put(new Key(record.type(), key), loaded.id());
                    }
                });
            }
            if (known.add(new Key(record.type(), record.key()))) {
                missing.add(record);
            }
        }
        return missing;
    }

    private List<DemoRecord> takeReady(List<DemoRecord> pending) {
        List<DemoRecord> ready = new ArrayList<>();
        for (Iterator<DemoRecord> each = pending.iterator(); each.hasNext(); ) {
            DemoRecord record = each.next();
            if (record.references().entrySet().stream()
                    .allMatch(reference -> ids.keySet().containsAll(targets(record, reference)))) {
                ready.add(record);
                each.remove();
            }
        }
        return ready;
    }

    private void create(List<DemoRecord> chunk) {
        List<RecordChange> changes = new ArrayList<>();
        for (DemoRecord record : chunk) {
            Map<String, Object> values = new LinkedHashMap<>(record.values());
            record.references()
                    .entrySet()
                    .forEach(reference -> values.put(reference.getKey(), value(record, reference)));
            values.put(SystemFields.TAGS, tags(record));
            values.put(SystemFields.EXTERNAL_IDS, List.of(new ExternalId(Demo.SYSTEM, record.key())));
            changes.add(new RecordChange.Create(record.type(), values));
        }
        List<RecordSnapshot> created = records.apply(Caller.system(), changes);
        for (int i = 0; i < chunk.size(); i++) {
            DemoRecord record = chunk.get(i);
            ids.put(new Key(record.type(), record.key()), created.get(i).id());
        }
    }

    private static List<Object> tags(DemoRecord record) {
        List<Object> tags = new ArrayList<>(List.of(Demo.TAG));
        if (record.values().get(SystemFields.TAGS) instanceof List<?> more) {
            tags.addAll(more);
        }
        return tags;
    }

    private Object value(DemoRecord record, Map.Entry<String, String> reference) {
        List<Key> targets = targets(record, reference);
        return isLinks(field(record, reference))
                ? targets.stream()
                        .map(key -> new RecordLink(key.type(), ids.get(key)))
                        .toList()
                : ids.get(targets.get(0));
    }

    private Optional<StoredField> field(DemoRecord record, Map.Entry<String, String> reference) {
        return types.get(record.type()).field(reference.getKey());
    }

    private static boolean isLinks(Optional<StoredField> field) {
        return field.filter(known -> known.kind() == FieldKind.LINKS).isPresent();
    }

    /** Of links each is written {@code type:key}, with commas between them. */
    private List<Key> targets(DemoRecord record, Map.Entry<String, String> reference) {
        StoredType type = types.get(record.type());
        Optional<StoredField> field = field(record, reference);
        if (isLinks(field)) {
            return Arrays.stream(reference.getValue().split(","))
                    .map(each -> each.strip().split(":", 2))
                    .map(each -> new Key(each[0], each[1]))
                    .toList();
        }
        String target = field.map(StoredField::target)
                .orElseThrow(() -> new IllegalArgumentException("sample record " + record.key() + " of " + type.module()
                        + ": " + reference.getKey() + " is no reference of " + type.name()));
        return List.of(new Key(target, reference.getValue()));
    }

    private record Key(String type, String key) {}
}
