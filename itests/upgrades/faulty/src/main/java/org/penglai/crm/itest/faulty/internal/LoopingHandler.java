package org.penglai.crm.itest.faulty.internal;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;

/** Hangs at the first fault that is named so. */
@Component
public final class LoopingHandler implements EventHandler {
    @Override
    public String name() {
        return "itest.faults";
    }

    @Override
    public Set<String> types() {
        return Set.of("itestFaults");
    }

    @Override
    public void handle(RecordEvent event) {
        if (Misbehaviour.LOOP.equals(event.changes().get("name"))) {
            Misbehaviour.loop();
        }
    }
}
