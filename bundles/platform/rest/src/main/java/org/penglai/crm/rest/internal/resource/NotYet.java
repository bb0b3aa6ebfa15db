package org.penglai.crm.rest.internal.resource;

import java.time.Duration;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;

/** A part of the platform that is not there yet. */
public final class NotYet {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private NotYet() {}

    public static Unavailable starting() {
        return new Unavailable(
                "starting", Localized.of("系统正在启动，请稍候。", "The system is starting; try again shortly."), RETRY_AFTER);
    }
}
