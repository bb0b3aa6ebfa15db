package org.penglai.crm.exchange.internal.exports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.exchange.internal.table.TableWriter;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.records.spi.StoredType;

/** An export whose first page has been read. */
final class RunningExport implements RecordExport.Export {

    /** How long an export waits for others that were prepared at the same moment. */
    private static final int PATIENCE_SECONDS = 60;

    private final Caller caller;
    private final StoredType type;
    private final RecordExport.Request request;
    private final FileFormat format;
    private final List<ExportColumn> columns;
    private final List<String> fields;
    private final RecordPages.Page first;
    private final RecordPages pages;
    private final ReferenceNames names;
    private final Journal journal;
    private final Semaphore places;
    private final Map<String, String> targets = new LinkedHashMap<>();

    RunningExport(
            Caller caller,
            StoredType type,
            RecordExport.Request request,
            FileFormat format,
            List<ExportColumn> columns,
            List<String> fields,
            RecordPages.Page first,
            RecordPages pages,
            ReferenceNames names,
            Journal journal,
            Semaphore places) {
        this.caller = caller;
        this.type = type;
        this.request = request;
        this.format = format;
        this.columns = columns;
        this.fields = fields;
        this.first = first;
        this.pages = pages;
        this.names = names;
        this.journal = journal;
        this.places = places;
        columns.stream()
                .filter(column -> column.target() != null)
                .forEach(column -> targets.put(column.source(), column.target()));
    }

    @Override
    public String mediaType() {
        return format.mediaType(request);
    }

    @Override
    public String fileName() {
        return type.plural().in(caller.locale()) + "-" + LocalDate.now(caller.zone()) + "." + format.code();
    }

    @Override
    public long total() {
        return first.total();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        takePlace();
        Progress progress = new Progress();
        try {
            TableWriter writer = format.open(out, type, request, caller.locale());
            write(writer, progress);
            // Not after a failure: the receiver must see that something is missing.
            writer.close();
            progress.complete = true;
        } finally {
            places.release();
            note(progress);
        }
    }

    private void takePlace() throws IOException {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("too many exports are being made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException().initCause(e);
        }
    }

    private static final class Progress {
        private long rows;
        private boolean complete;
    }

    private void write(TableWriter writer, Progress progress) throws IOException {
        writer.header(columns.stream().map(ExportColumn::title).toList());
        RecordPages.Page page = first;
        while (page != null) {
            names.learn(page.rows(), targets);
            for (JsonNode row : page.rows()) {
                writer.row(columns.stream().map(column -> column.of(row)).toList());
                progress.rows++;
            }
            page = page.next() == null ? null : pages.read(caller, request, fields, page.next());
        }
    }

    /** What left the house is written down however far it came. */
    private void note(Progress progress) {
        ObjectNode told = new ObjectMapper().createObjectNode();
        told.put("rows", progress.rows);
        told.put("complete", progress.complete);
        told.put("format", format.code());
        told.put("filter", ToldFilter.of(type, request.filter()));
        if (!request.ids().isEmpty()) {
            told.put("chosen", request.ids().size());
        }
        told.put("q", ToldFilter.words(type, request.q()));
        told.set("fields", new ObjectMapper().valueToTree(fields));
        journal.note(new Journal.Entry(type.name(), 0, 0, "exported", caller.userId(), told.toString()));
    }
}
