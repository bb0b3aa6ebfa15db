package org.penglai.crm.records.internal.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.spi.RecordQueries;

/** Reading as JSON: lists, single records, groups. */
@Component(service = RecordQueries.class, configurationPid = "org.penglai.crm.records.query")
public class QueryEngine implements RecordQueries {
    private static final int USUAL_SIZE = 2_048;

    private final JsonFactory jsonFactory = new JsonFactory();
    private final QueryPlanner planner;
    private final RecordStatement statement;
    private final ListReader lists;
    private final Aggregation aggregation;
    private final RecordJson recordJson;

    @Activate
    public QueryEngine(@Reference QueryPlanner planner, @Reference Database database) {
        this.planner = planner;
        this.statement = new RecordStatement(planner, database);
        this.lists = new ListReader(planner, database, new Counts(System::nanoTime));
        this.recordJson = new RecordJson(planner.regions());
        this.aggregation = new Aggregation(planner, database, recordJson);
    }

    @Override
    public void list(Caller caller, ListRequest request, OutputStream out) {
        ListReader.Answer answer = lists.read(caller, request);
        write(out, json -> lists.write(answer, json));
    }

    @Override
    public JsonRecord read(Caller caller, String type, long id) {
        FieldRights.Seen seen = planner.seen(caller, type);
        RecordPage page = statement.read(caller, seen, id);
        if (page.rows().isEmpty()) {
            throw new NotFound("notFound", Localized.of("记录不存在或已删除。", "The record does not exist or was deleted."));
        }
        Object[] row = page.rows().get(0);
        ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_SIZE);
        write(body, json -> recordJson.write(page, row, json));
        byte[] bytes = body.toByteArray();
        long version = (Long) row[Projection.VERSION_POSITION];
        return new JsonRecord(id, version, "\"" + version + "-" + viewHash(bytes) + "\"", bytes);
    }

    @Override
    public void aggregate(Caller caller, AggregateRequest request, OutputStream out) {
        Aggregation.Groups groups = aggregation.read(caller, request);
        write(out, json -> aggregation.write(groups, json));
    }

    /** Of the body itself: titles of other records, rights and metadata show in it without a new version. */
    private static String viewHash(byte[] body) {
        CRC32C hash = new CRC32C();
        hash.update(body);
        return HexFormat.of().toHexDigits((int) hash.getValue());
    }

    private void write(OutputStream out, Body body) {
        try (JsonGenerator json = jsonFactory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
