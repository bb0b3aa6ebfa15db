package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;

/** Keeps files in a temporary place; those whose name ends with .png are pictures. */
final class FakeAttachments implements Attachments {
    private final List<Content> all = new ArrayList<>();

    @Override
    public void requireChange(Caller caller, String type, long recordId) {
        // Everybody may.
    }

    @Override
    public List<Attachment> list(Caller caller, String type, long recordId) {
        return all.stream()
                .map(Content::attachment)
                .filter(one -> one.recordId() == recordId)
                .toList();
    }

    @Override
    public List<Attachment> of(Caller caller, String type, Collection<Long> recordIds) {
        return all.stream()
                .map(Content::attachment)
                .filter(one -> one.type().equals(type) && recordIds.contains(one.recordId()))
                .toList();
    }

    @Override
    public Attachment add(Caller caller, String type, long recordId, String name, InputStream content)
            throws IOException {
        Path file = Files.createTempFile("attachment", "");
        Files.write(file, content.readAllBytes());
        file.toFile().deleteOnExit();
        boolean picture = name.endsWith(".png");
        Attachment added = new Attachment(
                all.size() + 1L,
                type,
                recordId,
                name,
                picture ? "image/png" : "text/html",
                Files.size(file),
                Instant.parse("2026-11-22T00:00:00Z"),
                caller.userId());
        all.add(new Content(added, file, "0".repeat(64), picture));
        return added;
    }

    @Override
    public Content open(Caller caller, long id) {
        return all.stream()
                .filter(content -> content.attachment().id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("attachmentNotFound", Localized.of("没有", "None")));
    }

    @Override
    public void remove(Caller caller, long id) {
        all.remove(open(caller, id));
    }
}
