package org.penglai.crm.bulkheads.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/org.penglai.crm.bulkheads.cfg}; taken over while running. */
@ObjectClassDefinition(name = "Penglai CRM: limits of modules")
public @interface BulkheadsConfiguration {
    /** Configuration PID. */
    String PID = "org.penglai.crm.bulkheads";

    @AttributeDefinition(description = "Seconds that the rules of a record or an action may take.")
    int ruleSeconds() default 5;

    @AttributeDefinition(
            description = "Seconds that an event handler may take for one change, and a report for one answer.")
    int handlerSeconds() default 30;

    @AttributeDefinition(description = "Seconds that a module's own health check may take.")
    int checkSeconds() default 5;

    @AttributeDefinition(description = "A part that takes too long so many times in a row is fenced.")
    int timeouts() default 3;

    @AttributeDefinition(description = "A rule or action that fails so many times in a row is fenced.")
    int failures() default 10;

    @AttributeDefinition(
            description = "Seconds until a fenced part is tried again; doubled each time, at most ten times as long.")
    int fenceSeconds() default 30;
}
