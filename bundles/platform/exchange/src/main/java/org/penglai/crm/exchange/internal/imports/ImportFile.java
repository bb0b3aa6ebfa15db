package org.penglai.crm.exchange.internal.imports;

import java.io.IOException;
import org.penglai.crm.exchange.internal.table.FormatDetection;
import org.penglai.crm.exchange.internal.table.Source;
import org.penglai.crm.exchange.internal.table.TableFormat;
import org.penglai.crm.exchange.internal.table.TableReader;

/**
 * A file to import, looked at once.
 *
 * @param source its bytes
 * @param format how it holds its table
 * @param rows how many it has
 */
record ImportFile(Source source, TableFormat format, long rows) {

    static ImportFile inspect(Source source, String encoding) throws IOException {
        TableFormat format = FormatDetection.detect(source, encoding);
        long rows = 0;
        try (TableReader reader = new TableReader(source, format)) {
            while (reader.next() != null) {
                rows++;
            }
        }
        return new ImportFile(source, format, rows);
    }

    TableReader read() throws IOException {
        return new TableReader(source, format);
    }
}
