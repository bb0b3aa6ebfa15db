package org.penglai.crm.work.internal.record;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.security.Caller;

/** In which zone somebody lives. */
public final class Zones {
    private Zones() {}

    /** The user's zone; the caller's if nobody owns the record or the user is gone. */
    public static ZoneId of(Long user, Caller caller, RecordReader records) {
        if (user == null || user == caller.userId()) {
            return caller.zone();
        }
        return records.find(Caller.system(), "users", user)
                .map(found -> parse(found.text("zone"), caller.zone()))
                .orElse(caller.zone());
    }

    /** The zone of that name, else the other one. */
    public static ZoneId parse(String name, ZoneId otherwise) {
        if (name == null) {
            return otherwise;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return otherwise;
        }
    }
}
