package org.penglai.crm.records.internal.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of rt_firm as a test wants it; values by field name, as the columns hold them. */
record FirmRow(long id, Map<String, Object> values, List<String> tags) {
    static Builder of(long id, String name) {
        return new Builder(id).with("name", name);
    }

    Object value(String field) {
        return field.equals("id") ? Long.valueOf(id) : values.get(field);
    }

    /** Collects values. */
    static final class Builder {
        private final long id;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private List<String> tags = List.of();

        private Builder(long id) {
            this.id = id;
            values.put("version", 1L);
            values.put("createdAt", LocalDateTime.of(2026, 1, 1, 0, 0));
            values.put("createdBy", 0L);
            values.put("updatedAt", LocalDateTime.of(2026, 1, 2, 3, 4, 5));
            values.put("updatedBy", 0L);
        }

        Builder with(String field, Object value) {
            values.put(field, value);
            return this;
        }

        Builder revenue(String amount, String currency) {
            return with("revenue", amount == null ? null : new BigDecimal(amount))
                    .with("revenueCurrency", currency);
        }

        Builder founded(String date) {
            return with("foundedOn", LocalDate.parse(date));
        }

        Builder tagged(String... names) {
            tags = List.of(names);
            return this;
        }

        FirmRow build() {
            return new FirmRow(id, values, tags);
        }
    }
}
