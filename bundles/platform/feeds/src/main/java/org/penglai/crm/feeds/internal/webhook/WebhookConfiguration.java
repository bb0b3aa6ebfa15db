package org.penglai.crm.feeds.internal.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where webhooks may lead, and how long they are tried. */
@ObjectClassDefinition(
        name = "Penglai CRM webhooks",
        description = "Where webhooks may lead and how long they are tried")
public @interface WebhookConfiguration {
    String PID = "org.penglai.crm.feeds.webhooks";

    @AttributeDefinition(
            name = "Internal addresses",
            description = "Whether webhooks may lead to this machine and into private networks")
    boolean internalAddresses() default false;

    @AttributeDefinition(
            name = "Give up",
            description = "Hours after which a change that a receiver does not take becomes a dead letter")
    int giveUpHours() default 72;
}
