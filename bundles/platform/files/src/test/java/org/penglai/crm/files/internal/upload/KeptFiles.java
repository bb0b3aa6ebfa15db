package org.penglai.crm.files.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;

/** Files of records that are there unless they are removed. */
final class KeptFiles implements Attachments {
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private boolean failing;
    private boolean gone;

    /** Type, record, name and content of each. */
    List<String> files() {
        return files;
    }

    void failAfterTheNext() {
        failing = true;
    }

    void removeRecords() {
        gone = true;
    }

    @Override
    public List<Attachment> list(Caller caller, String type, long recordId) {
        if (gone) {
            throw new NotFound("notFound", Localized.of("没有", "none"));
        }
        return attachments;
    }

    @Override
    public Attachment add(Caller caller, String type, long recordId, String name, InputStream content)
            throws IOException {
        String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        files.add(type + " " + recordId + " " + name + " " + text);
        Attachment added =
                new Attachment(files.size(), type, recordId, name, "image/png", text.length(), Instant.EPOCH, 0);
        attachments.add(added);
        if (failing) {
            failing = false;
            throw new Unavailable("away", Localized.of("不在", "away"), Duration.ZERO);
        }
        return added;
    }

    @Override
    public void requireChange(Caller caller, String type, long recordId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Attachment> of(Caller caller, String type, Collection<Long> recordIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Content open(Caller caller, long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Caller caller, long id) {
        throw new UnsupportedOperationException();
    }
}
