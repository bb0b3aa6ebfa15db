package org.penglai.crm.exchange.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Shows what an import would read from a file, before anything is done. Safe for any thread. */
@ProviderType
public interface ImportPreview {

    /**
     * Detects encoding and delimiter, reads the header and the first rows, counts all rows and proposes which column
     * belongs to which field.
     *
     * @param caller needs the permission {@code <type>:import}
     * @param type plural REST name
     * @param fileName as the user's computer calls it; tells the format
     * @param in the file; read to its end, not closed
     * @param encoding name of a character set, null or empty to detect it
     * @param sheet name of a workbook's sheet, null or empty for the first
     * @return JSON-like values: {@code format} ({@code csv},
     *     {@code xlsx} or {@code vcf}), {@code sheets}, {@code sheet}, {@code encoding}, {@code delimiter}, {@code headers}, {@code sample} (up to 10 rows),
     *     {@code rows}, {@code mapping} (column title to field name), {@code unmapped} (column titles)
     * @throws org.penglai.crm.api.error.NotFound if no such type is installed
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not import records of that type
     * @throws org.penglai.crm.api.error.Malformed if the encoding is unknown or the file is no table
     */
    Map<String, Object> preview(
            Caller caller, String type, String fileName, InputStream in, String encoding, String sheet)
            throws IOException;

    /**
     * Refuses a file that an import could not read, quickly and without looking at all of it.
     *
     * @param file lies on disk; is left as it is
     * @param encoding name of a character set, null or empty to detect it
     * @param sheet name of a workbook's sheet, null or empty for the first
     * @throws org.penglai.crm.api.error.NotFound if no such type is installed
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not import records of that type
     * @throws org.penglai.crm.api.error.Malformed if the encoding is unknown or the file is no table
     */
    void check(Caller caller, String type, Path file, String encoding, String sheet) throws IOException;
}
