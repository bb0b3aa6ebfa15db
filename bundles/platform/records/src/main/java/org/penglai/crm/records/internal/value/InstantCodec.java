package org.penglai.crm.records.internal.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;

/**
 * Points in time, ISO 8601 with Z or an offset; in tables also a local date and time of the given zone. Kept to the
 * microsecond, which is what PostgreSQL stores.
 */
final class InstantCodec implements Codec {
    private static final Instant FIRST = Instant.parse("1582-10-15T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final Pattern LOCAL = Pattern.compile("(\\S.*?)[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

    private final ZoneId zone;

    InstantCodec(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        Instant instant;
        if (raw instanceof Instant already) {
            instant = already;
        } else if (raw instanceof String text) {
            instant = mode == ReadMode.IMPORT ? cell(Texts.halfWidth(text)) : iso(Texts.trim(text));
        } else {
            throw Refusal.wrongType("时间（ISO 8601，含时区）", "a time (ISO 8601 with an offset)");
        }
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw Refusal.outOfRange(
                    "时间应在 1582-10-15 到 9999-12-31 之间。", "The time must lie between 1582-10-15 and 9999-12-31.");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private Instant cell(String text) throws Refusal {
        Matcher match = LOCAL.matcher(text);
        if (!match.matches()) {
            return text.indexOf('T') > 0
                    ? iso(text)
                    : DateCodec.local(text).atStartOfDay(zone).toInstant();
        }
        try {
            int second = match.group(4) == null ? 0 : Integer.parseInt(match.group(4));
            LocalTime time = LocalTime.of(Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)), second);
            return DateCodec.local(match.group(1)).atTime(time).atZone(zone).toInstant();
        } catch (DateTimeException impossible) {
            throw bad();
        }
    }

    private static Instant iso(String text) throws Refusal {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw bad();
        }
    }

    private static Refusal bad() {
        return new Refusal("badInstant", "不是有效的时间。", "This is not a valid time.");
    }
}
