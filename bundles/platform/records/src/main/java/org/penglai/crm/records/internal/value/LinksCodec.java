package org.penglai.crm.records.internal.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredField;

/**
 * Links to other records, {@code [{"type","id"}]}; the form in which they are read, with titles, is taken back, and where
 * only one type is permitted a bare id says enough. Each once, in the order given.
 */
final class LinksCodec implements Codec {
    private static final int MOST = 200;

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof List<?> list)) {
            throw wrongType();
        }
        Set<RecordLink> links = new LinkedHashSet<>();
        for (Object each : list) {
            links.add(one(field, each));
        }
        if (links.size() > MOST) {
            throw Refusal.outOfRange("最多 " + MOST + " 条关联。", "At most " + MOST + " links.");
        }
        return links.isEmpty() ? null : List.copyOf(links);
    }

    private static RecordLink one(StoredField field, Object raw) throws Refusal {
        if (raw instanceof RecordLink link) {
            return permitted(field, link);
        }
        if (raw instanceof Map<?, ?> members) {
            Object type = members.get("type") == null ? onlyTarget(field) : members.get("type");
            if (type instanceof String name && members.get("id") instanceof String id) {
                return permitted(field, new RecordLink(name, id(id)));
            }
            throw wrongType();
        }
        if (onlyTarget(field) != null && raw instanceof String id) {
            return new RecordLink(onlyTarget(field), id(id));
        }
        if (onlyTarget(field) != null && raw instanceof Long id) {
            return new RecordLink(onlyTarget(field), id);
        }
        throw wrongType();
    }

    private static String onlyTarget(StoredField field) {
        return field.targets().size() == 1 ? field.targets().get(0) : null;
    }

    private static RecordLink permitted(StoredField field, RecordLink link) throws Refusal {
        if (!field.targets().isEmpty() && !field.targets().contains(link.type())) {
            throw new Refusal(
                    "badTarget",
                    "不能关联类型 " + link.type() + "。",
                    "Records of type " + link.type() + " cannot be linked here.");
        }
        return link;
    }

    private static long id(String text) throws Refusal {
        long id = Ids.parse(Texts.trim(text));
        if (id < 0) {
            throw ReferenceCodec.missing();
        }
        return id;
    }

    private static Refusal wrongType() {
        return Refusal.wrongType("[{\"type\",\"id\"}]", "[{\"type\",\"id\"}]");
    }
}
