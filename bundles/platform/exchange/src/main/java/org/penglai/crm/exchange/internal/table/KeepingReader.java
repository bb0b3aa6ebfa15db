package org.penglai.crm.exchange.internal.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;

/** Keeps the text that went through since a given position, so that a row can be had as it stands in the file. */
final class KeepingReader extends FilterReader {

    /** A row longer than this is a quote that nobody closed. In characters. */
    static final int LONGEST_ROW = 4 * 1024 * 1024;

    private static final int WORTH_MOVING = 64 * 1024;

    private final StringBuilder kept = new StringBuilder();
    private long keptFrom;
    private long needed;

    KeepingReader(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        if (c >= 0) {
            keep(new char[] {(char) c}, 0, 1);
        }
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            keep(buffer, offset, read);
        }
        return read;
    }

    /** Position behind the last character read so far. */
    long end() {
        return keptFrom + kept.length();
    }

    /** The text between two positions; what lies before them is forgotten. */
    String take(long from, long to) {
        String text = kept.substring((int) (from - keptFrom), (int) (to - keptFrom));
        needed = to;
        return text;
    }

    private void keep(char[] buffer, int offset, int length) {
        int forgotten = (int) (needed - keptFrom);
        if (forgotten > WORTH_MOVING) {
            kept.delete(0, forgotten);
            keptFrom = needed;
        }
        kept.append(buffer, offset, length);
        if (end() - needed > LONGEST_ROW) {
            throw new Malformed(
                    "rowTooLong",
                    Localized.of("文件中有一行过长，可能缺少右引号。", "A row is too long; perhaps a closing quote is missing."));
        }
    }
}
