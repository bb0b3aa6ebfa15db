package org.penglai.crm.files.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files on their way in from people without an account, in pieces. Whoever has the token of an upload may go on with it; it
 * is given up a day after it began unless it is attached. Safe for any thread.
 */
@ProviderType
public interface Uploads {
    /**
     * Begins one.
     *
     * @param name as on the sender's computer; 1 to 255 characters
     * @param size in bytes, at least 1
     * @return its token
     * @throws org.penglai.crm.api.error.Invalid if the name or size cannot be
     * @throws org.penglai.crm.api.error.Unavailable if too much is on its way already
     */
    String begin(String name, long size);

    /**
     * How far it has come.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is none, or it is attached or refused
     */
    Progress progress(String token);

    /**
     * Goes on with it. What was read before the stream broke off is kept.
     *
     * @param offset where the piece begins; must be where the last one ended
     * @param piece read to its end, not closed
     * @throws org.penglai.crm.api.error.NotFound if there is none, or it is attached or refused
     * @throws org.penglai.crm.api.error.Conflict if the offset is another, or somebody else is sending a piece
     * @throws org.penglai.crm.api.error.Invalid if more came than was announced, or by its content it is no picture, video,
     *     sound or PDF; the upload is gone then
     */
    Progress append(String token, long offset, InputStream piece) throws IOException;

    /** Gives it up. */
    void abandon(String token);

    /**
     * Makes whole uploads files of a record as soon as they are known to be harmless.
     *
     * @param tokens those that are not known, not whole or attached elsewhere are left out
     */
    void attach(Collection<String> tokens, String type, long recordId);

    /**
     * @param received bytes so far
     * @param size bytes in all
     */
    record Progress(long received, long size) {}
}
