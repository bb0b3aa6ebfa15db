package org.penglai.crm.records.internal.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Regions;
import org.penglai.crm.records.spi.StoredField;

/** Says for people what audit keeps in JSON form: labels of options, titles of records, times where the reader lives. */
final class FieldTexts {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Localized YES = Localized.of("是", "Yes");
    private static final Localized NO = Localized.of("否", "No");
    private static final Localized ERASED = Localized.of("已删除的个人信息", "Erased personal data");
    private static final Localized COMMA = Localized.of("、", ", ");

    private final Caller caller;
    private final Map<String, Map<Long, String>> titles;
    private final Regions regions;

    /**
     * @param titles by type and id, of what {@link #references} named
     * @param regions null if divisions have no names
     */
    FieldTexts(Caller caller, Map<String, Map<Long, String>> titles, Regions regions) {
        this.caller = caller;
        this.titles = titles;
        this.regions = regions;
    }

    /** Records whose titles are needed, by type; adds to the given ones. */
    static void references(StoredField field, Object value, Map<String, Set<Long>> wanted) {
        if (field == null || value == null) {
            return;
        }
        if (field.kind() == FieldKind.REFERENCE && value instanceof String id) {
            add(field.target(), id, wanted);
        } else if (field.kind() == FieldKind.LINKS && value instanceof List<?> links) {
            links.forEach(each -> {
                if (each instanceof Map<?, ?> link) {
                    add(String.valueOf(link.get("type")), String.valueOf(link.get("id")), wanted);
                }
            });
        }
    }

    private static void add(String type, String id, Map<String, Set<Long>> wanted) {
        wanted.computeIfAbsent(type, t -> new HashSet<>()).add(Ids.parse(id));
    }

    /** @return null for no value */
    String of(StoredField field, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> object && object.containsKey("erased")) {
            return ERASED.in(caller.locale());
        }
        if (field == null) {
            return String.valueOf(value);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? null
                    : list.stream()
                            .map(each -> single(field, each))
                            .collect(Collectors.joining(COMMA.in(caller.locale())));
        }
        return single(field, value);
    }

    private String single(StoredField field, Object value) {
        return switch (field.kind()) {
            case REFERENCE -> title(field.target(), String.valueOf(value));
            case LINKS ->
                value instanceof Map<?, ?> link
                        ? title(String.valueOf(link.get("type")), String.valueOf(link.get("id")))
                        : String.valueOf(value);
            case ENUMERATION, PICKLIST, CHOICES ->
                field.option(String.valueOf(value))
                        .map(option -> option.label().in(caller.locale()))
                        .orElse(String.valueOf(value));
            case BOOLEAN -> (Boolean.TRUE.equals(value) ? YES : NO).in(caller.locale());
            case REGION -> region(String.valueOf(value));
            case INSTANT -> instant(String.valueOf(value));
            case MONEY ->
                value instanceof Map<?, ?> money
                        ? money.get("amount") + " " + money.get("currency")
                        : String.valueOf(value);
            case EXTERNAL_IDS ->
                value instanceof Map<?, ?> key ? key.get("system") + ":" + key.get("key") : String.valueOf(value);
            default -> String.valueOf(value);
        };
    }

    private String title(String type, String id) {
        String title = titles.getOrDefault(type, new HashMap<>()).get(Ids.parse(id));
        return title == null ? id : title;
    }

    private String region(String code) {
        return regions == null
                ? code
                : regions.find(code).map(Regions.Region::name).orElse(code);
    }

    private String instant(String text) {
        ZoneId zone = caller.zone();
        return MINUTES.format(Instant.parse(text).atZone(zone));
    }
}
