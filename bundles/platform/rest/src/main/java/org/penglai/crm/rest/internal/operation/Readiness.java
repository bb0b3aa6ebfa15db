package org.penglai.crm.rest.internal.operation;

import java.util.Locale;
import java.util.Optional;
import javax.servlet.Servlet;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.search.spi.Search;
import org.penglai.crm.vault.spi.VaultStatus;

/** Whether the platform can serve. Needs nothing to be there, so that it can tell what is missing. */
@Component(service = Readiness.class)
public class Readiness {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Database database;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Modules modules;

    /** Just whether it is there; asking for the service itself would start it. */
    @Reference(
            service = Servlet.class,
            target = "(osgi.http.whiteboard.servlet.name=crm-rest)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ServiceReference<Servlet> api;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile VaultStatus vault;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Search search;

    private volatile boolean booted;

    /** Whether a connection can be had; its migrations have run by then. */
    public boolean database() {
        Database current = database;
        return current != null && current.isAlive();
    }

    /** Whether the key file can be used; what is missing altogether is missing from the API too. */
    public boolean keys() {
        VaultStatus current = vault;
        return current == null || current.problem() == null;
    }

    /** Whether all that the HTTP interface needs is there. */
    public boolean api() {
        return api != null;
    }

    /** How the search index stands. Nobody has to wait for it: without one, lists answer. */
    public String search() {
        Search current = search;
        return current == null ? "missing" : current.state().name().toLowerCase(Locale.ROOT);
    }

    /** Whether every module of the desired set runs. */
    public boolean modules() {
        Modules current = modules;
        boolean ready = current != null && current.isReady();
        if (ready) {
            booted = true;
        }
        return ready;
    }

    /** Whether every module ran once since the start: from then on an unknown type is not just late. */
    public boolean booted() {
        return booted || modules();
    }

    /** The modules' service, if it is there. */
    public Optional<Modules> service() {
        return Optional.ofNullable(modules);
    }
}
