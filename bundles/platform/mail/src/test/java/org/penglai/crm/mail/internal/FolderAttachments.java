package org.penglai.crm.mail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.persistence.testing.TestFolders;

/** Files of records in a folder, for whoever asks. */
public final class FolderAttachments implements Attachments {
    private final Path folder = TestFolders.untilTheEnd("penglai-mail");
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Attachment> all = new ConcurrentHashMap<>();

    @Override
    public List<Attachment> list(Caller caller, String type, long recordId) {
        return of(caller, type, List.of(recordId));
    }

    @Override
    public void requireChange(Caller caller, String type, long recordId) {
        // Everybody may.
    }

    @Override
    public List<Attachment> of(Caller caller, String type, Collection<Long> recordIds) {
        return all.values().stream()
                .filter(file -> file.type().equals(type) && recordIds.contains(file.recordId()))
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .toList();
    }

    @Override
    public Attachment add(Caller caller, String type, long recordId, String name, InputStream content)
            throws IOException {
        long id = last.incrementAndGet();
        Files.copy(content, file(id));
        String mediaType = name.endsWith(".png") ? "image/png" : "application/octet-stream";
        Attachment added = new Attachment(
                id, type, recordId, name, mediaType, Files.size(file(id)), Instant.now(), caller.userId());
        all.put(id, added);
        return added;
    }

    @Override
    public Content open(Caller caller, long id) {
        Attachment file = all.get(id);
        if (file == null) {
            throw new NotFound("attachmentNotFound", Localized.of("没有这个文件。", "There is no such file."));
        }
        return new Content(file, file(id), "", false);
    }

    @Override
    public void remove(Caller caller, long id) {
        all.remove(id);
    }

    private Path file(long id) {
        return folder.resolve(Long.toString(id));
    }
}
