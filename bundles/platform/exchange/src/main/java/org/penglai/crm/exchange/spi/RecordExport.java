package org.penglai.crm.exchange.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Brings records into files, piece by piece, in the form that an import takes back. Safe for any thread. */
@ProviderType
public interface RecordExport {

    /**
     * Checks the request and reads the first records, so that whatever is wrong shows before anything is written.
     *
     * @param caller needs the permissions {@code <type>:read} and {@code <type>:export}
     * @throws org.penglai.crm.api.error.NotFound if no such type is installed
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not export records of that type
     * @throws org.penglai.crm.api.error.Malformed if filter, order, format or encoding cannot be understood
     * @throws org.penglai.crm.api.error.Invalid if a field is unknown or there are more records than permitted
     * @throws org.penglai.crm.api.error.TooMany if too many exports are being made
     */
    Export prepare(Caller caller, Request request);

    /**
     * @param type plural REST name
     * @param format {@code csv}, {@code xlsx} or {@code vcf}
     * @param encoding of csv: {@code UTF-8} or {@code GB18030}
     * @param mark whether csv in UTF-8 starts with a byte order mark, which spreadsheets want
     * @param version of vcf: {@code 4.0} or {@code 3.0}
     * @param filter RSQL, empty for all
     * @param q text of the search box, empty for none
     * @param sort as in lists
     * @param fields in order; empty for the usual ones
     * @param ids of the records to export, in this order; filter, search and sort are not asked then. Empty for the list
     */
    record Request(
            String type,
            String format,
            String encoding,
            boolean mark,
            String version,
            String filter,
            String q,
            String sort,
            List<String> fields,
            List<Long> ids) {
        public Request {
            fields = List.copyOf(fields);
            ids = List.copyOf(ids);
        }

        /** What a list shows. */
        public Request(
                String type,
                String format,
                String encoding,
                boolean mark,
                String version,
                String filter,
                String q,
                String sort,
                List<String> fields) {
            this(type, format, encoding, mark, version, filter, q, sort, fields, List.of());
        }
    }

    /** An export that is ready to be written, once. */
    interface Export {
        /** Media type with its character set. */
        String mediaType();

        /** Name to keep the file under. */
        String fileName();

        /** How many records there were when it was prepared. */
        long total();

        /**
         * Writes the file and leaves the stream open. Holds no connection to the database while it writes. How many
         * records went out is noted in the audit, also when the receiver hangs up half-way.
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
