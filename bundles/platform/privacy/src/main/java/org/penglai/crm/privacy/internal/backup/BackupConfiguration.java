package org.penglai.crm.privacy.internal.backup;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When backups are written, where to, and how many are kept. */
@ObjectClassDefinition(name = "Penglai CRM backup", description = "Backups while the product serves")
public @interface BackupConfiguration {
    String PID = "org.penglai.crm.privacy.backup";

    @AttributeDefinition(
            name = "Folder",
            description = "Where backups are written to; better on another disk. CRM_DATA/backups when empty")
    String folder() default "";

    @AttributeDefinition(name = "Every", description = "Hours between two backups; 0 for none by schedule")
    int everyHours() default 0;

    @AttributeDefinition(
            name = "Keep",
            description = "How many backups of the folder are kept; older ones go once a new one is whole")
    int keep() default 7;
}
