package org.penglai.crm.files.internal;

import java.nio.file.Path;

/** Where contents are: with all other state of the product. */
final class FilesFolder {
    private FilesFolder() {}

    static Path path() {
        return Path.of(System.getProperty("crm.data", "data")).resolve("files").toAbsolutePath();
    }
}
