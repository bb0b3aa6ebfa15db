package org.penglai.crm.persistence.internal.database;

/** Derby reads these from system properties, once, when a database is booted; what an operator set stays. */
public final class DerbyDefaults {
    private DerbyDefaults() {}

    public static void apply() {
        setIfAbsent("derby.locks.waitTimeout", "5");
        setIfAbsent("derby.locks.deadlockTimeout", "2");
        setIfAbsent("derby.locks.escalationThreshold", "100000");
        // A plan made when a table was small scans; after so many runs Derby looks whether it still fits. Five is the
        // least.
        setIfAbsent("derby.language.stalePlanCheckInterval", "5");
        // The log is written through to the disk each time its buffer is full: a larger one makes imports wait less.
        setIfAbsent("derby.storage.logBufferSize", "1048576");
        // A statement that is interrupted at its time limit is no reason to dump all threads.
        setIfAbsent("derby.stream.error.extendedDiagSeverityLevel", "50000");
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
