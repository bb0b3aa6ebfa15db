package org.penglai.crm.rest.internal.resource;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.operation.Readiness;
import org.penglai.crm.security.spi.SignIn;

/** The resources about modules. */
@Component(service = ModuleResources.class)
public final class ModuleResources {
    private final List<Object> all;

    @Activate
    public ModuleResources(
            @Reference Readiness readiness,
            @Reference SignIn signIn,
            @Reference Records records,
            @Reference Journal journal,
            @Reference Json json) {
        ModuleAccess access = new ModuleAccess(readiness, new Reauthentication(signIn, System::nanoTime));
        all = List.of(
                new ModulesResource(access, records, json),
                new ModuleActionsResource(access, json),
                new ModuleArchivesResource(access, journal, json));
    }

    /** For the servlet. */
    public List<Object> all() {
        return all;
    }
}
