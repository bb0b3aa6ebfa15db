package org.penglai.crm.files.internal.scan;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where ClamAV's daemon listens. */
@ObjectClassDefinition(
        name = "Penglai CRM virus scanner",
        pid = ClamdConfiguration.PID,
        description = "ClamAV's daemon")
public @interface ClamdConfiguration {
    String PID = "org.penglai.crm.clamd";

    @AttributeDefinition(description = "Host name or address")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "TCP port (TCPSocket in clamd.conf)")
    int port() default 3310;

    @AttributeDefinition(description = "Seconds without an answer after which a file is tried again later")
    int timeoutSeconds() default 60;
}
