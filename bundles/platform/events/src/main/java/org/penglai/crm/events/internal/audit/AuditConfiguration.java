package org.penglai.crm.events.internal.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How long the audit is kept. */
@ObjectClassDefinition(name = "Penglai CRM audit", description = "How long it is kept who did what")
public @interface AuditConfiguration {
    String PID = "org.penglai.crm.events.audit";

    @AttributeDefinition(
            name = "Days",
            description =
                    "Days after which rows of the audit are deleted; the chain goes on proving the others. 0 keeps "
                            + "all")
    int keepDays() default 0;
}
