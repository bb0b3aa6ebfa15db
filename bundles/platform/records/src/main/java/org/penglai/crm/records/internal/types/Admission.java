package org.penglai.crm.records.internal.types;

import java.util.ArrayList;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.StoredType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a registered type can be used: definition, entity and schema fit, name and table are free. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Database database;
    private final KeptTypes kept;

    Admission(Database database, KeptTypes kept) {
        this.database = database;
        this.kept = kept;
    }

    /** Checks the registration against what is known, and keeps the type in crm_type if all is well. */
    Registration decide(Registration registration, TypeState state) {
        try {
            TypeCompiler.Result compiled = TypeCompiler.compile(registration.definition(), registration.version());
            StoredType type = compiled.type();
            List<String> problems = new ArrayList<>(compiled.problems());
            state.holder(type)
                    .ifPresent(holder -> problems.add(type.name() + ": the name or the table " + type.table()
                            + " belongs to type " + holder.name() + " of module " + holder.module()));
            if (problems.isEmpty()) {
                problems.addAll(database.read(sql -> SchemaCheck.problems(sql, type)));
            }
            if (!problems.isEmpty()) {
                problems.forEach(problem -> LOG.warn("Module {} cannot use its type: {}", type.module(), problem));
                return registration.refused(problems);
            }
            if (!type.equals(state.active().get(type.name()))) {
                kept.save(type);
            }
            return registration.admittedAs(type);
        } catch (DataAccessException | Unavailable e) {
            LOG.warn("The schema of type {} could not be checked: {}", registration.typeName(), e.getMessage());
            return registration.postponed(registration.typeName() + ": the database did not answer");
        } catch (RuntimeException | LinkageError e) {
            // Boundary: the definition is the capability's own code; whatever it throws is that module's problem.
            LOG.warn("The definition of type {} cannot be read", registration.typeName(), e);
            return registration.refused(List.of(registration.typeName() + ": " + e));
        }
    }
}
