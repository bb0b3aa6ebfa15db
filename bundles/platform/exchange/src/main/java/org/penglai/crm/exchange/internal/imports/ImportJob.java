package org.penglai.crm.exchange.internal.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.exchange.internal.table.RejectedRows;
import org.penglai.crm.exchange.internal.table.TableReader;
import org.penglai.crm.exchange.internal.table.TableRow;
import org.penglai.crm.records.spi.StoredType;

/**
 * Imports a table in chunks. Each chunk is one transaction that also notes how far the job is, so that a run after a
 * crash goes on behind the last chunk that was committed.
 */
final class ImportJob implements JobHandler {

    /** Name of the file that holds the table. */
    static final String INPUT = "input";

    /** Name of the file with the rejected rows. */
    static final String ERRORS = "errors.csv";

    private static final int CHUNK = 500;
    private static final int PAGE = 1_000;

    private final Kernel kernel;

    ImportJob(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public String kind() {
        return "import";
    }

    @Override
    public Map<String, Object> run(JobContext context) throws IOException, InterruptedException {
        ImportRequest request = ImportRequest.of(context.parameters());
        StoredType type = kernel.types().get(request.type());
        ImportRights.check(context.caller(), type.name());
        try (ImportFile file =
                ImportFile.inspect(() -> context.input(INPUT), type, request.encoding(), request.sheet())) {
            Tally tally = importRows(context, request, type, file);
            if (tally.rejected() > 0) {
                writeErrors(context, file);
            }
            kernel.log().clear(context.id());
            return result(request, file, tally);
        }
    }

    private Tally importRows(JobContext context, ImportRequest request, StoredType type, ImportFile file)
            throws IOException, InterruptedException {
        ImportLog.Progress begun = begin(context, request);
        try (TableReader reader = file.read()) {
            ChunkImport chunks = new ChunkImport(
                    kernel,
                    context.caller(),
                    context.id(),
                    type,
                    mapping(request, type, reader),
                    request,
                    begun.tally());
            List<TableRow> chunk = new ArrayList<>(CHUNK);
            long done = begun.rowsDone();
            context.progress(done, file.rows());
            for (TableRow row = reader.next(); row != null && !context.isCancelled(); row = reader.next()) {
                if (row.number() <= begun.rowsDone()) {
                    continue;
                }
                chunk.add(row);
                if (chunk.size() == CHUNK || row.number() == file.rows()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("the platform is going down");
                    }
                    chunks.run(chunk);
                    chunk.clear();
                    context.progress(row.number(), file.rows());
                }
            }
            return chunks.tally();
        }
    }

    /** A dry run keeps what it learns in memory and therefore begins anew. */
    private ImportLog.Progress begin(JobContext context, ImportRequest request) {
        if (request.dryRun()) {
            kernel.log().clear(context.id());
        }
        return kernel.log().load(context.id()).orElseGet(() -> new ImportLog.Progress(0, new Tally()));
    }

    private static ColumnMapping mapping(ImportRequest request, StoredType type, TableReader reader) {
        ColumnMapping mapping = request.mapping() == null
                ? ColumnMapping.propose(type, reader.titles())
                : ColumnMapping.chosen(type, reader.titles(), request.mapping());
        if (mapping.fields().isEmpty()) {
            throw new Invalid(
                    Violation.of("mapping", "nothingMapped", "文件中没有可导入的列。", "No column of the file can be imported."));
        }
        return mapping;
    }

    private void writeErrors(JobContext context, ImportFile file) throws IOException {
        try (TableReader reader = file.read();
                RejectedRows errors = new RejectedRows(context.output(ERRORS), file.format(), reader.header())) {
            List<Rejection> page = kernel.log().rejections(context.id(), 0, PAGE);
            TableRow row = reader.next();
            while (!page.isEmpty()) {
                for (Rejection rejection : page) {
                    while (row != null && row.number() < rejection.row()) {
                        row = reader.next();
                    }
                    errors.add(row, rejection.reason());
                }
                page = kernel.log()
                        .rejections(context.id(), page.get(page.size() - 1).row(), PAGE);
            }
        }
    }

    private static Map<String, Object> result(ImportRequest request, ImportFile file, Tally tally) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("type", request.type());
        result.put("mode", request.mode().code());
        result.put("dryRun", request.dryRun());
        result.put("rows", file.rows());
        result.putAll(tally.toMap());
        return result;
    }
}
