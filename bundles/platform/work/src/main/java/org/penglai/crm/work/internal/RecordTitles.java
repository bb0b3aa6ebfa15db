package org.penglai.crm.work.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** What records of any type are called, all of a type at once. */
@Component(service = RecordTitles.class)
public final class RecordTitles {
    private static final int AT_ONCE = 200;

    private final Types types;
    private final Records records;

    @Activate
    public RecordTitles(@Reference Types types, @Reference Records records) {
        this.types = types;
        this.records = records;
    }

    /** Titles of those that are there and that the caller may see. */
    public Map<RecordLink, String> of(Caller caller, Collection<RecordLink> links) {
        Map<String, Set<Long>> byType = new LinkedHashMap<>();
        links.forEach(link -> byType.computeIfAbsent(link.type(), type -> new LinkedHashSet<>())
                .add(link.id()));
        Map<RecordLink, String> titles = new HashMap<>();
        byType.forEach((name, ids) -> types.find(name)
                .filter(type -> caller.may(name + ":read"))
                .ifPresent(type -> read(caller, type, ids, titles)));
        return titles;
    }

    private void read(Caller caller, StoredType type, Set<Long> ids, Map<RecordLink, String> titles) {
        String wanted = ids.stream().limit(AT_ONCE).map(Ids::format).collect(Collectors.joining(",", "id=in=(", ")"));
        records.list(caller, type.name(), new RecordQuery(wanted, "", AT_ONCE))
                .forEach(record -> titles.put(
                        new RecordLink(type.name(), record.id()),
                        Objects.toString(record.values().get(type.titleField()), "")));
    }
}
