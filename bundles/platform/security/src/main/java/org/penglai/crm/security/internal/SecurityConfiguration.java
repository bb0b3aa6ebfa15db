package org.penglai.crm.security.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/org.penglai.crm.security.cfg}. */
@ObjectClassDefinition(name = "Penglai CRM: sign-in", description = "Life of sessions")
public @interface SecurityConfiguration {
    /** Configuration PID. */
    String PID = "org.penglai.crm.security";

    @AttributeDefinition(description = "Minutes without a request after which a session ends", min = "1")
    int session_idle_minutes() default 720;

    @AttributeDefinition(description = "Days after which a session ends in any case", min = "1")
    int session_life_days() default 7;
}
