package org.penglai.crm.modules.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.feeds.spi.HandlerStates;

/** Whether a module's event handlers have begun: who sees a module run may rely on what they do. */
final class ModuleHandlers {
    private final HandlerStates handlers;
    private final ServiceComponentRuntime components;

    ModuleHandlers(HandlerStates handlers, ServiceComponentRuntime components) {
        this.handlers = handlers;
        this.components = components;
    }

    /** A handler that gets nothing and never will. */
    Optional<Localized> complaint(List<Bundle> bundles) {
        return states(bundles, HandlerStates.State.NAME_TAKEN)
                .map(handler -> Localized.of(
                        "事件处理器 " + handler.name() + " 的名称已被占用",
                        "there is an event handler " + handler.name() + " already"))
                .findFirst();
    }

    /** Handlers that may still miss a change. */
    Optional<Localized> waiting(List<Bundle> bundles) {
        long known = handlers(bundles)
                .filter(handler -> handler.state() != HandlerStates.State.COMING)
                .count();
        if (known >= offered(bundles)) {
            return Optional.empty();
        }
        String coming = states(bundles, HandlerStates.State.COMING)
                .map(HandlerStates.Handler::name)
                .collect(Collectors.joining(", "));
        return Optional.of(Localized.of("事件处理器未开始工作：" + coming, "its event handlers have not begun: " + coming));
    }

    /** A service may be on its way to us still; its component knows already that it comes. */
    private long offered(List<Bundle> bundles) {
        return components.getComponentDescriptionDTOs(bundles.toArray(Bundle[]::new)).stream()
                .filter(component -> List.of(component.serviceInterfaces).contains(EventHandler.class.getName()))
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(component -> component.state == ComponentConfigurationDTO.SATISFIED
                        || component.state == ComponentConfigurationDTO.ACTIVE)
                .count();
    }

    private Stream<HandlerStates.Handler> states(List<Bundle> bundles, HandlerStates.State state) {
        return handlers(bundles).filter(handler -> handler.state() == state);
    }

    private Stream<HandlerStates.Handler> handlers(List<Bundle> bundles) {
        return handlers.of(bundles.stream().map(Bundle::getBundleId).collect(Collectors.toSet())).stream();
    }
}
