package org.penglai.crm.files.internal.upload;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How files of strangers are taken. */
@ObjectClassDefinition(
        name = "Penglai CRM uploads",
        pid = UploadConfiguration.PID,
        description = "How files of people without an account are taken")
public @interface UploadConfiguration {
    String PID = "org.penglai.crm.uploads";

    @AttributeDefinition(
            description =
                    "Whether files wait until a virus scanner is there; otherwise they are taken unchecked without one")
    boolean scan_required() default false;
}
