package org.penglai.crm.modules.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings in etc/org.penglai.crm.modules.cfg. */
@ObjectClassDefinition(name = "Penglai CRM modules")
public @interface ModulesConfiguration {
    @AttributeDefinition(description = "Modules that the first start installs; later starts restore the desired set.")
    String[] standard() default {"crm-customers", "crm-sales", "crm-receivables", "crm-support"};

    @AttributeDefinition(description = "Folder that keeps modules that came after the archive.")
    String directory() default "modules";

    @AttributeDefinition(description = "How long a new version may take to start, and once more until it is well.")
    int startSeconds() default 15;

    @AttributeDefinition(
            description =
                    "Whether a KAR must be signed by somebody in the trust store, or be among the allowed hashes.")
    boolean trust_required() default false;

    @AttributeDefinition(description = "SHA-256 of KARs that are taken without a signature.")
    String[] trust_hashes() default {};

    @AttributeDefinition(description = "PKCS12 with the certificates of trusted signers.")
    String trust_store() default "etc/modules.p12";

    @AttributeDefinition(description = "Password of that store.")
    String trust_storePassword() default "changeit";
}
