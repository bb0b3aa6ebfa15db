package org.penglai.crm.vault.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set in {@code etc/org.penglai.crm.vault.cfg}. */
@ObjectClassDefinition(name = "Penglai CRM: keys", description = "Key file of sensitive fields")
public @interface VaultConfiguration {
    /** Configuration PID. */
    String PID = "org.penglai.crm.vault";

    @AttributeDefinition(description = "Path of the key file; empty for keys/vault.key in the data folder")
    String keyFile() default "";
}
