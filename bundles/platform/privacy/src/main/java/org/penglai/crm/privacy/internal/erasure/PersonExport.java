package org.penglai.crm.privacy.internal.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.AuditTrail;
import org.penglai.crm.events.spi.AuditTrail.Row;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.files.spi.Attachments.Attachment;
import org.penglai.crm.files.spi.Attachments.Content;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;

/**
 * Everything that is held of a person, for the person: a zip with {@code person.json} and the attachments. Found by
 * metadata, so whatever a third party keeps of the person is in it.
 */
@Component
public final class PersonExport implements JobHandler {
    public static final String KIND = "personExport";
    private static final int HISTORY = 10_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .disable(com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private final StoredPersons persons;
    private final Records records;
    private final Database database;
    private final AuditTrail trail;
    private final Journal journal;
    private final Attachments attachments;

    @Activate
    public PersonExport(
            @Reference StoredPersons persons,
            @Reference Records records,
            @Reference Database database,
            @Reference AuditTrail trail,
            @Reference Journal journal,
            @Reference Attachments attachments) {
        this.persons = persons;
        this.records = records;
        this.database = database;
        this.trail = trail;
        this.journal = journal;
        this.attachments = attachments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(JobContext context) throws IOException {
        String type = String.valueOf(context.parameters().get("type"));
        long id = Ids.parse(String.valueOf(context.parameters().get("id")));
        PersonScope scope = persons.scope(context.caller(), type, id);
        List<Content> files = new ArrayList<>();
        Map<String, Object> document = document(scope, files);
        try (ZipOutputStream zip = new ZipOutputStream(context.output("person-" + Ids.format(id) + ".zip"))) {
            zip.putNextEntry(new ZipEntry("person.json"));
            JSON.writeValue(zip, document);
            zip.closeEntry();
            for (Content file : files) {
                zip.putNextEntry(new ZipEntry(entry(file.attachment())));
                Files.copy(file.file(), zip);
                zip.closeEntry();
            }
        }
        journal.note(new Journal.Entry(
                type, id, 0, "personExported", context.caller().userId(), null));
        return Map.of("attachments", files.size());
    }

    private Map<String, Object> document(PersonScope scope, List<Content> files) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("exportedAt", Instant.now().toString());
        document.put("person", records(scope.type(), scope.selves()));
        Map<String, Object> about = new LinkedHashMap<>();
        scope.owned().forEach((type, ids) -> about.put(type.name(), records(type, ids)));
        scope.shared().forEach((type, ids) -> about.put(type.name() + "Shared", records(type, ids)));
        document.put("records", about);
        List<Object> history = new ArrayList<>();
        List<Object> named = new ArrayList<>();
        scope.all().forEach((type, ids) -> {
            ids.forEach(id -> history.addAll(history(type, id)));
            for (Attachment attachment : attachments.of(Caller.system(), type, ids)) {
                Content content = attachments.open(Caller.system(), attachment.id());
                files.add(content);
                named.add(attachment(content));
            }
        });
        document.put("history", history);
        document.put("attachments", named);
        return document;
    }

    private List<Object> records(StoredType type, Set<Long> ids) {
        List<Object> found = new ArrayList<>();
        for (long id : ids) {
            Optional<RecordSnapshot> record = records.find(Caller.system(), type.name(), id);
            record.ifPresent(each -> found.add(PersonValues.of(type, each)));
        }
        return found;
    }

    private List<Object> history(String type, long id) {
        return database.read(sql -> trail.of(sql, type, id, null, 0, AuditTrail.Which.ALL, HISTORY)).stream()
                .map(PersonExport::view)
                .map(Object.class::cast)
                .toList();
    }

    private static Map<String, Object> view(Row row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", row.at().toString());
        view.put("type", row.entry().type());
        view.put("record", Ids.format(row.entry().recordId()));
        view.put("action", row.entry().operation());
        view.put(
                "changes",
                row.entry().changes() == null ? null : new RawValue(row.entry().changes()));
        return view;
    }

    private static Map<String, Object> attachment(Content content) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", entry(content.attachment()));
        view.put("name", content.attachment().name());
        view.put("mediaType", content.attachment().mediaType());
        view.put("size", content.attachment().size());
        view.put("sha256", content.sha256());
        view.put("record", Ids.format(content.attachment().recordId()));
        return view;
    }

    private static String entry(Attachment attachment) {
        return "attachments/" + Ids.format(attachment.id()) + "-"
                + attachment.name().replaceAll("[\\\\/\\p{Cntrl}]", "_");
    }
}
