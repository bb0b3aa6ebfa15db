package ${package}.internal;

import java.time.LocalDate;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;

/** An action: the visit was made, today where the caller is. */
final class Completion implements ActionDefinition.Handler {

    @Override
    public Outcome run(ActionDefinition.Input input) {
        return Outcome.none()
                .set("status", VisitType.DONE)
                .set("visitedOn", LocalDate.ofInstant(input.now(), input.caller().zone()));
    }
}
