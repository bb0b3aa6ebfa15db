package org.penglai.crm.jobs.internal;

import java.nio.file.Path;

/** Where jobs keep files: with all other state of the product. */
final class JobFolder {
    private JobFolder() {}

    static Path path() {
        return Path.of(System.getProperty("crm.data", "data")).resolve("jobs").toAbsolutePath();
    }
}
