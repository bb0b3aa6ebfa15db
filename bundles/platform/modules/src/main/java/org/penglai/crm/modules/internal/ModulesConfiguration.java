package org.penglai.crm.modules.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings in etc/org.penglai.crm.modules.cfg. */
@ObjectClassDefinition(name = "Penglai CRM modules")
public @interface ModulesConfiguration {
    @AttributeDefinition(description = "Modules that the first start installs; later starts restore the desired set.")
    String[] standard() default {"crm-customers"};

    @AttributeDefinition(description = "Folder that keeps modules that came after the archive.")
    String directory() default "modules";
}
