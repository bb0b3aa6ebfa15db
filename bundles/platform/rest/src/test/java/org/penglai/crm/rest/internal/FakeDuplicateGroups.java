package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.DuplicateGroups;

/** One group of two, and what was asked. */
final class FakeDuplicateGroups implements DuplicateGroups {
    final List<String> asked = new ArrayList<>();

    @Override
    public Page list(Caller caller, String type, String after, int limit) {
        asked.add(type + " " + after + " " + limit);
        Localized same = Localized.of("名称相同", "Same name");
        return new Page(
                List.of(new Group(
                        1,
                        95,
                        List.of(
                                new Member(1, "云启", null, Instant.EPOCH, same),
                                new Member(2, "云启二", "小王", Instant.EPOCH, same)))),
                "95-0000000000001",
                Instant.EPOCH);
    }

    @Override
    public void distinct(Caller caller, String type, Set<Long> records) {
        asked.add(type + " " + new TreeSet<>(records));
    }
}
