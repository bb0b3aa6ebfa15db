package org.penglai.crm.persistence.internal.schema;

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Hands the scripts to Flyway, which then need not search a bundle's class path. */
final class ScriptProvider implements ResourceProvider {
    private final Schema schema;

    ScriptProvider(Schema schema) {
        this.schema = schema;
    }

    @Override
    public LoadableResource getResource(String name) {
        return schema.scripts().stream()
                .filter(script -> script.name().equals(name))
                .map(Resource::new)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        List<LoadableResource> found = new ArrayList<>();
        for (Script script : schema.scripts()) {
            if (script.name().startsWith(prefix) && List.of(suffixes).stream().anyMatch(script.name()::endsWith)) {
                found.add(new Resource(script));
            }
        }
        return found;
    }

    private static final class Resource extends LoadableResource {
        private final Script script;

        private Resource(Script script) {
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.text());
        }

        @Override
        public String getAbsolutePath() {
            return script.name();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return script.name();
        }

        @Override
        public String getFilename() {
            return script.name();
        }

        @Override
        public String getRelativePath() {
            return script.name();
        }
    }
}
