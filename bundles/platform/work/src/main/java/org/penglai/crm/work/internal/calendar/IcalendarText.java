package org.penglai.crm.work.internal.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Content lines of RFC 5545: escaped, folded at 75 octets, ended by CRLF. */
final class IcalendarText {
    private static final int FOLD = 75;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final StringBuilder out = new StringBuilder();

    /** A line whose value is used as it is. */
    IcalendarText line(String name, String value) {
        fold(name + ":" + value);
        return this;
    }

    /** A line of text; none for null or blank. */
    IcalendarText text(String name, String value) {
        if (value != null && !value.isBlank()) {
            line(name, escape(value));
        }
        return this;
    }

    /** A moment in UTC. */
    IcalendarText utc(String name, Instant at) {
        return line(name, LOCAL.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + "Z");
    }

    /** A moment on the clock of a zone that the calendar describes. */
    IcalendarText local(String name, Instant at, ZoneId zone) {
        return line(name + ";TZID=" + zone.getId(), LOCAL.format(LocalDateTime.ofInstant(at, zone)));
    }

    /** A day. */
    IcalendarText date(String name, Instant at, ZoneId zone) {
        return line(name + ";VALUE=DATE", DATE.format(LocalDateTime.ofInstant(at, zone)));
    }

    static String local(LocalDateTime time) {
        return LOCAL.format(time);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n")
                .replaceAll("[\\p{Cntrl}&&[^\\t]]", "");
    }

    /** Never within a character. */
    private void fold(String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            String character = Character.toString(codePoint);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > FOLD) {
                out.append("\r\n ");
                octets = 1;
            }
            out.append(character);
            octets += size;
            i += Character.charCount(codePoint);
        }
        out.append("\r\n");
    }
}
