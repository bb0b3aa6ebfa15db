package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Merges;

/** Answers with figures that tell what it was asked; record 99 went into another one. */
final class FakeMerges implements Merges {
    long into;

    @Override
    public Merged merge(
            Caller caller, String type, long kept, Long expectedVersion, List<Long> others, Map<String, Long> from) {
        return new Merged(5, 3, others.size() + from.size());
    }

    @Override
    public Undone undo(Caller caller, String type, long kept, long merge) {
        return new Undone(4, 2, List.of(new Left(type, kept, "name")));
    }

    @Override
    public Preview preview(Caller caller, String type, long kept, List<Long> others) {
        return new Preview(List.of(new Moving("contacts", Localized.of("联系人", "Contacts"), 3)), others.size());
    }

    @Override
    public List<Past> merges(Caller caller, String type, long kept) {
        return List.of(new Past(5, Instant.EPOCH, 1, List.of(new Gone(2, "云启二"))));
    }

    @Override
    public OptionalLong mergedInto(String type, long id) {
        return id == 99 ? OptionalLong.of(into) : OptionalLong.empty();
    }
}
