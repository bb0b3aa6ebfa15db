package org.penglai.crm.exchange.internal.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes a table row by row. Closing completes it and leaves the stream below open. For one thread. */
public interface TableWriter extends Closeable {

    /** The first row. */
    void header(List<String> titles) throws IOException;

    /** One more row, as wide as the header. */
    void row(List<Cell> cells) throws IOException;
}
