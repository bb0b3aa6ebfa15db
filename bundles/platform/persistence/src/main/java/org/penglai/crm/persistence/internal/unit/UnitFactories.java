package org.penglai.crm.persistence.internal.unit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;

/** The EntityManagerFactory of every unit that is present. */
@Component(service = UnitFactories.class, immediate = true)
public class UnitFactories {
    private final Map<String, EntityManagerFactory> byUnit = new ConcurrentHashMap<>();

    /** The unit's factory; throws Unavailable while the unit is absent. */
    public EntityManagerFactory require(String unit) {
        EntityManagerFactory factory = byUnit.get(unit);
        if (factory == null) {
            throw absent(unit);
        }
        return factory;
    }

    /** Throws Unavailable if the unit's code went away or was exchanged since. */
    public void requireSame(String unit, EntityManagerFactory factory) {
        if (!isCurrent(unit, factory)) {
            throw absent(unit);
        }
    }

    boolean isCurrent(String unit, EntityManagerFactory factory) {
        return byUnit.get(unit) == factory;
    }

    public boolean contains(String unit) {
        return byUnit.containsKey(unit);
    }

    public void put(String unit, EntityManagerFactory factory) {
        byUnit.put(unit, factory);
    }

    /** Forgets the factory; a newer one of the same unit stays. */
    public void remove(String unit, EntityManagerFactory factory) {
        byUnit.remove(unit, factory);
    }

    static Unavailable absent(String unit) {
        return new Unavailable(
                "moduleUnavailable",
                Localized.of("模块正在更新或已停用，请稍后重试。", "The module is being updated or is stopped; please try again."),
                Duration.ofSeconds(2),
                new IllegalStateException("unit " + unit + " is not there"));
    }
}
