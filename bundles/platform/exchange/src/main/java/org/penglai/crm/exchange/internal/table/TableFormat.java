package org.penglai.crm.exchange.internal.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * How a text file holds its table.
 *
 * @param charset of the text
 * @param byteOrderMark whether the file starts with U+FEFF
 * @param delimiter between cells
 * @param lineEnd behind each row
 */
public record TableFormat(Charset charset, boolean byteOrderMark, char delimiter, String lineEnd) {

    static final char MARK = '\uFEFF';

    /** Text of the file, without a byte order mark. */
    public Reader read(InputStream in) throws IOException {
        Reader reader = new InputStreamReader(in, charset);
        if (byteOrderMark) {
            reader.read();
        }
        return reader;
    }
}
