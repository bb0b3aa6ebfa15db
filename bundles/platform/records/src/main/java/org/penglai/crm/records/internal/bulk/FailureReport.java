package org.penglai.crm.records.internal.bulk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.spi.StoredType;

/** What could not be done, for the owner of the job: counted by reason, and record by record as a table. */
final class FailureReport {
    private static final int PAGE = 1_000;
    private static final String FORMULA = "=+-@\t\r";
    private static final Localized ID = Localized.of("编号", "Id");
    private static final Localized TITLE = Localized.of("名称", "Name");
    private static final Localized FIELD = Localized.of("字段", "Field");
    private static final Localized REASON = Localized.of("错误原因", "Reason");

    private final Database database;
    private final QueryPlanner planner;
    private final Map<String, Counted> reasons = new LinkedHashMap<>();

    FailureReport(Database database, QueryPlanner planner) {
        this.database = database;
        this.planner = planner;
    }

    /** Writes the table, which programs for tables open as it is, and counts. */
    void write(Caller caller, StoredType type, long job, OutputStream out) throws IOException {
        try (Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.write('\ufeff');
            line(csv, text(ID, caller), text(TITLE, caller), text(FIELD, caller), text(REASON, caller));
            List<BulkRows.Failure> page = page(job, -1);
            while (!page.isEmpty()) {
                Map<Long, String> titles = titles(caller, type, page);
                for (BulkRows.Failure failure : page) {
                    Violation reason = failure.reason();
                    count(reason);
                    line(
                            csv,
                            Ids.format(failure.recordId()),
                            titles.get(failure.recordId()),
                            type.field(reason.field())
                                    .map(field -> text(field.label(), caller))
                                    .orElse(reason.field()),
                            text(reason.message(), caller));
                }
                page = page(job, page.get(page.size() - 1).recordId());
            }
        }
    }

    /** JSON-like; those with the most cases first. */
    List<Map<String, Object>> reasons() {
        return reasons.values().stream()
                .sorted(Comparator.comparingLong((Counted counted) -> -counted.number))
                .map(counted -> {
                    Violation reason = counted.reason;
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("field", reason.field());
                    view.put("code", reason.code());
                    view.put(
                            "message",
                            Map.of(
                                    Localized.DEFAULT_LANGUAGE,
                                    reason.message().zh(),
                                    "en",
                                    reason.message().en()));
                    view.put("count", counted.number);
                    return view;
                })
                .toList();
    }

    private void count(Violation reason) {
        reasons.computeIfAbsent(reason.field() + " " + reason.code(), key -> new Counted(reason)).number++;
    }

    private List<BulkRows.Failure> page(long job, long after) {
        return database.read(sql -> BulkRows.failures(sql, job, after, PAGE));
    }

    private Map<Long, String> titles(Caller caller, StoredType type, List<BulkRows.Failure> page) {
        HashSet<Long> ids = new HashSet<>();
        page.forEach(failure -> ids.add(failure.recordId()));
        return database.read(sql ->
                planner.titles().fetch(sql, caller, Map.of(type.name(), ids)).getOrDefault(type.name(), Map.of()));
    }

    private static void line(Writer csv, String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            csv.write(i == 0 ? "" : ",");
            csv.write(cell(cells[i] == null ? "" : cells[i]));
        }
        csv.write("\r\n");
    }

    /** What programs for tables would take for a formula gets an apostrophe in front. */
    private static String cell(String text) {
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static String text(Localized text, Caller caller) {
        return text.in(caller.locale());
    }

    private static final class Counted {
        private final Violation reason;
        private long number;

        Counted(Violation reason) {
            this.reason = reason;
        }
    }
}
