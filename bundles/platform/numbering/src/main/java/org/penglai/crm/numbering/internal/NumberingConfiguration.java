package org.penglai.crm.numbering.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/org.penglai.crm.numbering.cfg}. */
@ObjectClassDefinition(name = "Penglai CRM: numbers", description = "Numbers of records")
public @interface NumberingConfiguration {
    /** Configuration PID. */
    String PID = "org.penglai.crm.numbering";

    @AttributeDefinition(description = "Time zone in which a new month or year of numbers begins")
    String zone() default "Asia/Shanghai";
}
