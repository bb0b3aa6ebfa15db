package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.number;
import static org.penglai.crm.privacy.internal.erasure.Columns.table;
import static org.penglai.crm.privacy.internal.erasure.Columns.text;
import static org.penglai.crm.privacy.internal.erasure.Columns.time;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.api.Localized;
import org.penglai.crm.records.spi.StoredType;

/** What the platform keeps of records beside their rows. */
final class Traces {
    /** Tables whose rows go or are emptied. */
    static final List<String> TABLES = List.of(
            "crm_record_tag",
            "crm_external_id",
            "crm_record_choice",
            "crm_duplicate_key",
            "crm_record_team",
            "crm_idempotency",
            "crm_notification",
            "crm_watch",
            "crm_reminder",
            "crm_attachment",
            "crm_undo",
            "crm_event",
            "crm_outbox",
            "crm_dead_letter",
            "crm_record_link",
            "crm_merge",
            "crm_view",
            "crm_preference",
            "crm_import_rejection",
            "crm_bulk_failure",
            "crm_suppression",
            "crm_job",
            "crm_job_file");

    private static final List<String> BY_TYPE_NAME = List.of(
            "crm_record_tag",
            "crm_external_id",
            "crm_record_choice",
            "crm_duplicate_key",
            "crm_record_team",
            "crm_idempotency");
    private static final List<String> BY_TYPE = List.of("crm_notification", "crm_watch", "crm_reminder");
    private static final Localized FORGOTTEN = Localized.of("已删除的个人信息", "Erased personal data");

    private final Set<String> present;

    /** @param present tables that there are, in lower case */
    Traces(Set<String> present) {
        this.present = present;
    }

    /** Removes all of it; what stays of the ledgers has no values any more. */
    void erase(DSLContext sql, PersonScope scope, LocalDateTime now) {
        scope.all().forEach((type, ids) -> erase(sql, type, ids));
        for (Map.Entry<StoredType, Set<Long>> owned : scope.owned().entrySet()) {
            delete(sql, owned.getKey(), owned.getValue());
        }
        sideRows(sql, scope.type(), scope.selves());
        links(sql, scope.type().name(), scope.selves());
        merges(sql, scope, now);
    }

    /** What is kept beside the rows of these records, whose own values were changed. */
    void erase(DSLContext sql, String type, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        for (String name : BY_TYPE_NAME) {
            String column = name.equals("crm_idempotency") ? "record_type" : "type_name";
            delete(sql, name, text(column).eq(type).and(number("record_id").in(ids)));
        }
        for (String name : BY_TYPE) {
            delete(sql, name, text("type").eq(type).and(number("record_id").in(ids)));
        }
        delete(
                sql,
                "crm_attachment",
                text("type_name").eq(type).and(number("record_id").in(ids)));
        empty(sql, "crm_undo", text("before_image"), text("type_name").eq(type), ids);
        for (String events : List.of("crm_event", "crm_outbox", "crm_dead_letter")) {
            empty(sql, events, text("changes"), text("type").eq(type), ids);
        }
    }

    /** Records that were the person's alone go with everything. */
    private void delete(DSLContext sql, StoredType type, Set<Long> ids) {
        sideRows(sql, type, ids);
        links(sql, type.name(), ids);
        delete(sql, "crm_record_link", number("target_id").in(ids));
        delete(
                sql,
                "crm_recycle",
                text("type_name").eq(type.name()).and(number("record_id").in(ids)));
        sql.deleteFrom(table(type.table())).where(number("id").in(ids)).execute();
    }

    private void sideRows(DSLContext sql, StoredType type, Set<Long> ids) {
        delete(sql, type.sideTable(), number("id").in(ids));
    }

    private void links(DSLContext sql, String type, Set<Long> ids) {
        delete(
                sql,
                "crm_record_link",
                text("type_name").eq(type).and(number("record_id").in(ids)));
    }

    /** A merge of an erased person cannot be taken back: what it would bring back is gone. */
    private void merges(DSLContext sql, PersonScope scope, LocalDateTime now) {
        sql.update(table("crm_merge"))
                .set(text("before_image"), "{}")
                .set(text("after_image"), "{}")
                .set(time("undone_at"), DSL.coalesce(time("undone_at"), now))
                .where(text("type_name").eq(scope.type().name()))
                .and(number("kept_id").in(scope.selves()))
                .execute();
    }

    private void delete(DSLContext sql, String name, Condition which) {
        if (present.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            sql.deleteFrom(table(name)).where(which).execute();
        }
    }

    private void empty(DSLContext sql, String name, Field<String> column, Condition type, Collection<Long> ids) {
        if (present.contains(name)) {
            sql.update(table(name))
                    .setNull(column)
                    .where(type)
                    .and(number("record_id").in(ids))
                    .execute();
        }
    }

    private static Condition holds(String column, String word) {
        String pattern = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return text(column).like("%" + pattern + "%", '!');
    }

    /** Lists and remembered pages that name the person. */
    void forgetWords(DSLContext sql, Set<String> words) {
        for (String word : new TreeSet<>(words)) {
            if (present.contains("crm_view")) {
                sql.update(table("crm_view"))
                        .set(text("filter_text"), "")
                        .set(text("search_text"), "")
                        .where(holds("filter_text", word).or(holds("search_text", word)))
                        .execute();
            }
            delete(sql, "crm_preference", holds("content", word));
            delete(
                    sql,
                    "crm_notification",
                    holds("title_zh", word).or(holds("title_en", word)).or(holds("body", word)));
            delete(sql, "crm_import_rejection", holds("reason", word));
            delete(sql, "crm_bulk_failure", holds("message_zh", word).or(holds("message_en", word)));
            forgetJobs(sql, word);
        }
    }

    /** What was asked of jobs that have ended, if it names the person; how they ended stays. */
    private void forgetJobs(DSLContext sql, String word) {
        if (present.contains("crm_job")) {
            sql.update(table("crm_job"))
                    .set(text("label_zh"), FORGOTTEN.zh())
                    .set(text("label_en"), FORGOTTEN.en())
                    .setNull(text("message_zh"))
                    .setNull(text("message_en"))
                    .set(text("parameters"), "{}")
                    .setNull(text("result"))
                    .where(time("finished_at").isNotNull())
                    .and(DSL.or(Stream.of("label_zh", "label_en", "message_zh", "message_en", "parameters", "result")
                            .map(column -> holds(column, word))
                            .toList()))
                    .execute();
        }
    }
}
