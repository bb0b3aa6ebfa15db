package org.penglai.crm.persistence.internal.unit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Units;

/** What is known of every unit and schema that a bundle ever brought. */
@Component(
        service = {Units.class, UnitStates.class},
        immediate = true)
public class UnitStates implements Units {
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final UnitFactories factories;

    @Activate
    public UnitStates(@Reference UnitFactories factories) {
        this.factories = factories;
    }

    @Override
    public Optional<UnitStatus> find(String unit) {
        State state = states.get(unit);
        return state == null
                ? Optional.empty()
                : Optional.of(new UnitStatus(
                        unit, state.bundle, state.schemaVersion, factories.contains(unit), state.problem()));
    }

    /** The schema's migrations ran, or there was nothing to run. */
    public void migrated(String schema, String bundle, String version) {
        states.merge(schema, new State(bundle, version, null, null), (old, now) -> {
            return new State(bundle, version, null, old.unitProblem);
        });
    }

    /** The schema's migrations did not run. */
    public void notMigrated(String schema, String bundle, String problem) {
        states.merge(schema, new State(bundle, null, problem, null), (old, now) -> {
            return new State(bundle, old.schemaVersion, problem, old.unitProblem);
        });
    }

    /** The unit's EntityManagerFactory came; a problem if it cannot be used. */
    void announced(String unit, String bundle, String problem) {
        states.merge(unit, new State(bundle, null, null, problem), (old, now) -> {
            return new State(bundle, old.schemaVersion, old.schemaProblem, problem);
        });
    }

    private record State(String bundle, String schemaVersion, String schemaProblem, String unitProblem) {
        String problem() {
            return schemaProblem != null ? schemaProblem : unitProblem;
        }
    }
}
