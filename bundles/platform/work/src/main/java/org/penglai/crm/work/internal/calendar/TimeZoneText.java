package org.penglai.crm.work.internal.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A zone as VTIMEZONE: its changes of offset in the years that matter, each with its date, as RFC 5545, 3.6.5 allows. */
final class TimeZoneText {
    private static final int YEARS_BACK = 2;
    private static final int YEARS_AHEAD = 10;
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1970, 1, 1, 0, 0);

    private TimeZoneText() {}

    static void write(ZoneId zone, Instant now, IcalendarText out) {
        ZoneRules rules = zone.getRules();
        Instant from = now.minus(Duration.ofDays(365L * YEARS_BACK));
        Instant to = now.plus(Duration.ofDays(365L * YEARS_AHEAD));
        out.line("BEGIN", "VTIMEZONE").line("TZID", zone.getId());
        ZoneOffset first = rules.getOffset(from);
        observance(rules.isDaylightSavings(from), List.of(LONG_AGO), first, first, out);
        Map<List<Object>, List<LocalDateTime>> changes = new LinkedHashMap<>();
        for (ZoneOffsetTransition change = rules.nextTransition(from);
                change != null && change.getInstant().isBefore(to);
                change = rules.nextTransition(change.getInstant())) {
            changes.computeIfAbsent(
                            List.of(
                                    rules.isDaylightSavings(change.getInstant()),
                                    change.getOffsetBefore(),
                                    change.getOffsetAfter()),
                            key -> new ArrayList<>())
                    .add(change.getDateTimeBefore());
        }
        changes.forEach((key, dates) ->
                observance((Boolean) key.get(0), dates, (ZoneOffset) key.get(1), (ZoneOffset) key.get(2), out));
        out.line("END", "VTIMEZONE");
    }

    private static void observance(
            boolean daylight, List<LocalDateTime> dates, ZoneOffset before, ZoneOffset after, IcalendarText out) {
        String name = daylight ? "DAYLIGHT" : "STANDARD";
        out.line("BEGIN", name).line("DTSTART", IcalendarText.local(dates.get(0)));
        for (LocalDateTime date : dates.subList(1, dates.size())) {
            out.line("RDATE", IcalendarText.local(date));
        }
        out.line("TZOFFSETFROM", offset(before))
                .line("TZOFFSETTO", offset(after))
                .line("END", name);
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        String minutes = String.format("%s%02d%02d", sign, seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? minutes : minutes + String.format("%02d", seconds % 60);
    }
}
