package org.penglai.crm.api.error;

import org.penglai.crm.api.Localized;

/** Somebody else changed the record since the caller read it. HTTP 412, with the current record. */
public class Stale extends CrmException {
    private static final long serialVersionUID = 1L;
    private static final Localized TEXT =
            Localized.of("该记录已被他人修改，请核对最新内容后再保存。", "Somebody else changed this record; check the current values.");

    private final long currentVersion;

    /** The version that the record has now. */
    public Stale(long currentVersion) {
        super("stale", TEXT);
        this.currentVersion = currentVersion;
    }

    public long currentVersion() {
        return currentVersion;
    }
}
