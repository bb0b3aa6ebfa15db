package org.penglai.crm.files.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * Files that belong to records of types with the trait. Who may read the record may read its files; who may change it may
 * add and remove them. Safe for any thread.
 */
@ProviderType
public interface Attachments {
    /**
     * The record's files, newest first.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such record, or its type has no files
     */
    List<Attachment> list(Caller caller, String type, long recordId);

    /**
     * Whether files may be added: says no before a file is sent for nothing.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such record, or its type has no files
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not change it
     */
    void requireChange(Caller caller, String type, long recordId);

    /**
     * The files of several records that the caller is known to see, newest first; nothing for a type without files.
     *
     * @param recordIds at most a few hundred
     */
    List<Attachment> of(Caller caller, String type, Collection<Long> recordIds);

    /**
     * Stores a file; the content is streamed to disk and never held in memory.
     *
     * @param name as on the sender's computer, without folders; at most 255 characters
     * @param content read to its end, not closed
     * @throws org.penglai.crm.api.error.Conflict if the record has as many files as it may
     */
    Attachment add(Caller caller, String type, long recordId, String name, InputStream content) throws IOException;

    /**
     * A file's content.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is none, or the caller may not read the record
     */
    Content open(Caller caller, long id);

    /** Takes the file off the record. */
    void remove(Caller caller, long id);

    /**
     * @param type of the record that it belongs to
     * @param mediaType what the content is, found out by the platform
     * @param size in bytes
     * @param createdBy id of the user
     */
    record Attachment(
            long id,
            String type,
            long recordId,
            String name,
            String mediaType,
            long size,
            Instant createdAt,
            long createdBy) {}

    /**
     * @param file where the content is; does not change
     * @param sha256 hash of the content, in hex
     * @param showable whether a browser may show it on a page: pictures, PDF, sound and video, never markup
     */
    record Content(Attachment attachment, Path file, String sha256, boolean showable) {}
}
