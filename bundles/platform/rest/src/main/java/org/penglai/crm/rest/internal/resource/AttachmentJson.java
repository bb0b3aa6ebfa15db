package org.penglai.crm.rest.internal.resource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments.Attachment;
import org.penglai.crm.persistence.spi.Ids;

/** Attachments as JSON has them. Safe for any thread. */
@Component(service = AttachmentJson.class)
public final class AttachmentJson {
    private static final String USERS = "users";

    private final Records records;

    @Activate
    public AttachmentJson(@Reference Records records) {
        this.records = records;
    }

    List<Map<String, Object>> of(List<Attachment> attachments) {
        Map<Long, Map<String, Object>> people = new HashMap<>();
        return attachments.stream()
                .map(attachment -> of(attachment, people.computeIfAbsent(attachment.createdBy(), this::person)))
                .toList();
    }

    private static Map<String, Object> of(Attachment attachment, Map<String, Object> person) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(attachment.id()));
        view.put("name", attachment.name());
        view.put("mediaType", attachment.mediaType());
        view.put("size", attachment.size());
        view.put("createdAt", attachment.createdAt());
        view.put("createdBy", person);
        return view;
    }

    /** Whoever may see the file may know who brought it. */
    private Map<String, Object> person(long id) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(id));
        view.put(
                "title",
                records.find(Caller.system(), USERS, id)
                        .map(user -> user.text("name"))
                        .orElse(""));
        return view;
    }
}
