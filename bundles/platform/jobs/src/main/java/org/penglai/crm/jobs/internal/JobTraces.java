package org.penglai.crm.jobs.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.TypeTraces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ended jobs about types that go with all their data: imports, exports and the like, with their files. */
@Component
public final class JobTraces implements TypeTraces {
    private static final Logger LOG = LoggerFactory.getLogger(JobTraces.class);

    private final Path folder;

    /** @param migrated only there when the tables are */
    @Activate
    public JobTraces(@Reference(target = "(osgi.jndi.service.name=crm-jobs)") DataSource migrated) {
        this(JobFolder.path());
    }

    JobTraces(Path folder) {
        this.folder = folder;
    }

    @Override
    public Runnable remove(DSLContext sql, Set<String> types) {
        Condition about = DSL.or(types.stream()
                .map(type -> (Condition) JobTables.PARAMETERS.like("%\"" + type + "\"%"))
                .toList());
        List<Long> jobs = sql.select(JobTables.ID)
                .from(JobTables.JOBS)
                .where(JobTables.FINISHED_AT.isNotNull())
                .and(about)
                .fetch(JobTables.ID);
        for (long job : jobs) {
            sql.deleteFrom(JobTables.FILES).where(JobTables.FILE_JOB.eq(job)).execute();
            sql.deleteFrom(JobTables.JOBS).where(JobTables.ID.eq(job)).execute();
        }
        return () -> jobs.forEach(this::deleteFiles);
    }

    private void deleteFiles(long job) {
        try {
            JobFiles.delete(folder, job);
        } catch (IOException e) {
            LOG.warn("Files of a job stay until the next cleaning: {}", e.toString());
        }
    }
}
