package org.penglai.crm.modules.internal;

import java.util.Map;

/**
 * What an archive of a module's data says of itself, as JSON in {@code manifest.json}.
 *
 * @param module feature name
 * @param version that the data were of
 * @param takenAt instant as text
 * @param tables by name
 */
record ArchiveManifest(int format, String module, String version, String takenAt, Map<String, Sum> tables) {
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";

    /** @param checksum over all rows, whatever their order; hex */
    record Sum(long rows, String checksum) {
        static Sum of(LineSum sum) {
            return new Sum(sum.lines(), sum.checksum());
        }
    }

    static String rows(String table) {
        return "tables/" + table + ".jsonl";
    }

    static String content(String sha256) {
        return "contents/" + sha256;
    }
}
