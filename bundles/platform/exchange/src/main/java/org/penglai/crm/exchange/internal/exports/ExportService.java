package org.penglai.crm.exchange.internal.exports;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.exchange.internal.imports.SqlRecordIndex;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Checks exports and prepares them. */
@Component(configurationPid = ExportConfiguration.PID)
public final class ExportService implements RecordExport {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Types types;
    private final ImportValues values;
    private final Access access;
    private final RecordPages pages;
    private final Database database;
    private final Journal journal;
    private final long limit;
    private final Semaphore places;

    @Activate
    public ExportService(
            @Reference Types types,
            @Reference Access access,
            @Reference RecordQueries queries,
            @Reference ImportValues values,
            @Reference Database database,
            @Reference Journal journal,
            ExportConfiguration configuration) {
        this.types = types;
        this.access = access;
        this.values = values;
        this.pages = new RecordPages(queries);
        this.database = database;
        this.journal = journal;
        this.limit = configuration.limit();
        this.places = new Semaphore(configuration.atOnce());
    }

    @Override
    public Export prepare(Caller caller, Request request) {
        String name = request.type();
        StoredType type = access.seen(caller, types.get(name))
                .filter(seen -> caller.may(name + ":read") && caller.may(name + ":export"))
                .orElseThrow(
                        () -> new Forbidden("forbidden", Localized.of("没有导出权限。", "You may not export these records.")));
        FileFormat format = FileFormat.of(request, type);
        ReferenceNames names = new ReferenceNames(types, new SqlRecordIndex(database), pages);
        List<ExportColumn> columns =
                ExportColumns.of(types, type, format.fields(type, request), caller.locale(), names, values);
        Set<String> sources = new LinkedHashSet<>();
        columns.forEach(column -> sources.add(column.source()));
        RecordPages.Page first = pages.read(caller, request, List.copyOf(sources), null);
        long most = Math.min(limit, format.mostRows());
        if (first.total() > most) {
            throw new Invalid(Violation.of(
                    "filter",
                    "tooManyRecords",
                    "符合条件的记录有 " + first.total() + " 条，一次最多导出 " + most + " 条，请缩小范围。",
                    first.total() + " records fit, at most " + most + " can be exported at once; narrow the filter."));
        }
        if (places.availablePermits() == 0) {
            throw new TooMany(
                    "tooManyExports", Localized.of("正在进行的导出过多，请稍后再试。", "Too many exports are being made."), SOON);
        }
        return new RunningExport(
                caller, type, request, format, columns, List.copyOf(sources), first, pages, names, journal, places);
    }
}
