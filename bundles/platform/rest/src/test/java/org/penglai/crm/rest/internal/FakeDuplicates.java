package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Duplicates;

/** Finds one record that looks alike, and keeps what was asked. */
final class FakeDuplicates implements Duplicates {
    Map<String, Object> values;
    Long except;

    @Override
    public Optional<Match> holder(Caller caller, String type, long id) {
        return Optional.of(
                new Match(id, "云****司", "李四", null, Instant.parse("2026-11-01T20:00:00Z"), 0, List.of(), true));
    }

    @Override
    public List<Match> find(Caller caller, String type, Map<String, Object> asked, Long but) {
        values = asked;
        except = but;
        Reason reason = new Reason("name", "sameName", Localized.of("名称相同", "Same name"));
        return List.of(new Match(7, "云启科技有限公司", null, null, null, 95, List.of(reason), false));
    }
}
