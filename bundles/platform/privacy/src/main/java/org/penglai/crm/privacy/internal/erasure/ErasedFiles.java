package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.number;
import static org.penglai.crm.privacy.internal.erasure.Columns.table;
import static org.penglai.crm.privacy.internal.erasure.Columns.text;
import static org.penglai.crm.privacy.internal.erasure.Columns.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.vault.spi.PersonKeys;

/** Files that hold something of an erased person: attachments that nobody has any more, and files of ended jobs. */
final class ErasedFiles {
    /** What the keys of job files are called by. */
    private static final String JOBS = "jobs";

    private final Path data;

    ErasedFiles(Path data) {
        this.data = data.toAbsolutePath();
    }

    /** Contents of the attachments of these records, before their rows go. */
    static Set<String> contents(DSLContext sql, PersonScope scope) {
        Set<String> hashes = new TreeSet<>();
        scope.all()
                .forEach((type, ids) -> hashes.addAll(sql.select(text("sha256"))
                        .from(table("crm_attachment"))
                        .where(text("type_name").eq(type))
                        .and(number("record_id").in(ids))
                        .fetch(text("sha256"))));
        return hashes;
    }

    /**
     * What was imported or exported may hold the person, packed; nobody can tell, so all that is done with goes.
     *
     * @param which jobs are meant, among those that have ended
     */
    static List<Long> forgetJobFiles(DSLContext sql, PersonKeys keys, Condition which) {
        List<Long> ended = sql.selectDistinct(number("job_id"))
                .from(table("crm_job_file"))
                .where(number("job_id")
                        .in(sql.select(number("id"))
                                .from(table("crm_job"))
                                .where(time("finished_at").isNotNull())
                                .and(which)))
                .fetch(number("job_id"));
        ended.forEach(job -> keys.destroy(JOBS, job));
        if (!ended.isEmpty()) {
            sql.deleteFrom(table("crm_job_file"))
                    .where(number("job_id").in(ended))
                    .execute();
        }
        return ended;
    }

    void delete(Database database, Collection<String> contents, Collection<Long> jobs) {
        try {
            for (String hash : contents) {
                boolean wanted = database.read(sql -> sql.fetchExists(sql.selectOne()
                        .from(table("crm_attachment"))
                        .where(text("sha256").eq(hash))));
                if (!wanted) {
                    Files.deleteIfExists(
                            data.resolve("files").resolve(hash.substring(0, 2)).resolve(hash));
                }
            }
            for (long job : jobs) {
                delete(data.resolve("jobs").resolve(Ids.format(job)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
