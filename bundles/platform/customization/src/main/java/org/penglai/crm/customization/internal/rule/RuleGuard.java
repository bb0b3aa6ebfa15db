package org.penglai.crm.customization.internal.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customization.internal.CustomizedTypes;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.RecordFilters;
import org.penglai.crm.records.spi.WriteGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses what validation rules forbid, whoever writes it: people, imports, mass actions, other modules. A record that has
 * not met a rule since before the rule came can be changed elsewhere.
 */
@Component
public final class RuleGuard implements WriteGuard {
    private static final Logger LOG = LoggerFactory.getLogger(RuleGuard.class);

    private final CustomizedTypes customized;
    private final RecordFilters filters;

    @Activate
    public RuleGuard(@Reference CustomizedTypes customized, @Reference RecordFilters filters) {
        this.customized = customized;
        this.filters = filters;
    }

    @Override
    public Map<Integer, CrmException> check(Transaction transaction, Caller caller, List<Write> writes) {
        Map<Integer, CrmException> refused = new HashMap<>();
        for (Write write : writes) {
            List<Violation> violations = new ArrayList<>();
            for (RuleRow rule : customized.rules(write.type().name())) {
                if (isBroken(rule, write)) {
                    violations.add(new Violation(rule.field(), "ruleBroken", rule.message()));
                }
            }
            if (!violations.isEmpty()) {
                refused.putIfAbsent(write.place(), new Invalid(violations));
            }
        }
        return refused;
    }

    private boolean isBroken(RuleRow rule, Write write) {
        try {
            boolean holds = filters.matches(write.type(), rule.condition(), write.after(), write.now());
            return !holds
                    && (write.before() == null
                            || filters.matches(write.type(), rule.condition(), write.before(), write.now()));
        } catch (CrmException outdated) {
            // A field that the rule names is gone by now; it must not keep everybody from writing.
            LOG.warn(
                    "Validation rule {} of {} cannot be evaluated: {}",
                    rule.name(),
                    rule.type(),
                    outdated.getMessage());
            return false;
        }
    }
}
