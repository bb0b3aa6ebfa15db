package org.penglai.crm.files.internal;

import java.nio.file.Path;

/** Where contents are: with all other state of the product. */
public final class FilesFolder {
    private FilesFolder() {}

    public static Path path() {
        return Path.of(System.getProperty("crm.data", "data")).resolve("files").toAbsolutePath();
    }
}
