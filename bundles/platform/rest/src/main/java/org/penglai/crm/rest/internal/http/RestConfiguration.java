package org.penglai.crm.rest.internal.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the HTTP interface; {@code etc/org.penglai.crm.rest.cfg}. */
@ObjectClassDefinition(name = "Penglai CRM HTTP interface", pid = RestConfiguration.PID)
public @interface RestConfiguration {
    String PID = "org.penglai.crm.rest";

    @AttributeDefinition(description = "Largest body of a request, bytes")
    long body_limit() default 1 << 20;

    @AttributeDefinition(description = "How long a body is waited for whatever its rate, seconds")
    int body_graceSeconds() default 10;

    @AttributeDefinition(description = "Bytes per second that must have come on average after that; 0 for any rate")
    long body_bytesPerSecond() default 500;

    @AttributeDefinition(description = "Largest body of an import, bytes")
    long import_limit() default 200L << 20;

    @AttributeDefinition(description = "Largest file that can be attached to a record, bytes")
    long attachment_limit() default 200L << 20;

    @AttributeDefinition(description = "Largest module archive, or archive of a module's data, bytes")
    long module_limit() default 1L << 30;

    @AttributeDefinition(description = "Requests per second that a user may make in the long run")
    int rate_perSecond() default 2_000;

    @AttributeDefinition(description = "Requests that a user may make at once")
    int rate_burst() default 4_000;

    @AttributeDefinition(description = "Sign-ins per second that an address may try in the long run")
    int signIn_perSecond() default 5;

    @AttributeDefinition(description = "Requests that wait while a module is being swapped, at most")
    int parking_limit() default 500;

    @AttributeDefinition(description = "How long a request waits while a module is being swapped, milliseconds")
    long parking_milliseconds() default 20_000;

    @AttributeDefinition(description = "Event streams that a user may have open at once")
    int streams_perUser() default 20;

    @AttributeDefinition(
            description = "Host names, with port if there is one, that sign-in takes besides the request's own")
    String[] origins() default {};

    @AttributeDefinition(
            description =
                    "Addresses or networks (10.0.0.0/8) of reverse proxies whose Forwarded or X-Forwarded headers count")
    String[] proxies() default {};

    @AttributeDefinition(description = "Bearer token of whoever reads /metrics from elsewhere; empty for loopback only")
    String metrics_token() default "";
}
