package org.penglai.crm.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How mail is sent and fetched on this node. */
@ObjectClassDefinition(name = "Penglai CRM mail", description = "How mail is sent and fetched on this node")
public @interface MailConfiguration {
    String PID = "org.penglai.crm.mail";

    @AttributeDefinition(name = "Send", description = "Whether this node sends mail")
    boolean send() default true;

    @AttributeDefinition(name = "Fetch", description = "Whether this node fetches mail")
    boolean fetch() default true;

    @AttributeDefinition(
            name = "Lease",
            description = "Seconds after which mail that a node was sending or fetching is taken over when it is gone")
    int leaseSeconds() default 60;

    @AttributeDefinition(
            name = "Poll",
            description = "Seconds between two looks into a mailbox, also of a server that tells of new mail at once")
    int pollSeconds() default 30;
}
