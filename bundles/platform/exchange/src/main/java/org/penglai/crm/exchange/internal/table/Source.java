package org.penglai.crm.exchange.internal.table;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from its beginning as often as needed. */
@FunctionalInterface
public interface Source {

    /** The receiver closes the stream. */
    InputStream open() throws IOException;
}
