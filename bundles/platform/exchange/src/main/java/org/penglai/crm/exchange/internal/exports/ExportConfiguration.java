package org.penglai.crm.exchange.internal.exports;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of exports; {@code etc/org.penglai.crm.exchange.export.cfg}. */
@ObjectClassDefinition(name = "Penglai CRM exports", pid = ExportConfiguration.PID)
public @interface ExportConfiguration {
    String PID = "org.penglai.crm.exchange.export";

    @AttributeDefinition(description = "Most records of one export")
    long limit() default 200_000;

    @AttributeDefinition(description = "Exports that are made at once")
    int atOnce() default 4;
}
