package org.penglai.crm.work.internal.record;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredType;

/** Whoever takes part in an appointment sees it, whosever it is and whatever it is about. */
@Component(service = RowGrants.class)
public final class AppointmentGrants implements RowGrants {
    private static final String ATTENDEES = "attendees";

    @Override
    public List<Grant> of(Caller caller, StoredType type, String operation) {
        return type.name().equals(AppointmentType.TYPE) && operation.equals(Access.READ)
                ? List.of(new Grant("attendee", ATTENDEES, Set.of(caller.userId())))
                : List.of();
    }
}
