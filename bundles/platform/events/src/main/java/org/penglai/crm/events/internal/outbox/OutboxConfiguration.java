package org.penglai.crm.events.internal.outbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How long events are kept. */
@ObjectClassDefinition(name = "Penglai CRM events", description = "How long changes are kept for those who read them")
public @interface OutboxConfiguration {
    String PID = "org.penglai.crm.events.outbox";

    @AttributeDefinition(
            name = "Days",
            description = "Days an event is kept after it happened, for the change feed and replays; longer while a "
                    + "consumer of all nodes has not read it")
    int keepDays() default 30;

    @AttributeDefinition(
            name = "Most days",
            description = "Days after which an event goes even if a consumer has not read it")
    int keepDaysAtMost() default 90;
}
