package org.penglai.crm.work.internal.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Reading fields of kind links. */
public final class Links {
    private Links() {}

    /** Where the field leads; empty if nowhere. */
    public static List<RecordLink> of(RecordSnapshot record, String field) {
        List<RecordLink> links = new ArrayList<>();
        if (record.values().get(field) instanceof List<?> list) {
            list.forEach(each -> links.add((RecordLink) each));
        }
        return links;
    }

    /** What the record is called, as far as usual fields tell; empty if it is not there. */
    static String title(RecordReader records, RecordLink link) {
        try {
            return records.find(Caller.system(), link.type(), link.id()).stream()
                    .flatMap(record -> Stream.of("name", "subject", "title")
                            .map(field -> record.values().get(field)))
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .findFirst()
                    .orElse("");
        } catch (NotFound removedModule) {
            return "";
        }
    }
}
