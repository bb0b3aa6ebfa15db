package ${package}.internal;

import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** A hook: a visit that is done has a date. Asked at every write, however it comes; decides only, writes nothing. */
final class DateOfVisit implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot visit = input.after();
        boolean dateIsMissing = visit != null
                && VisitType.DONE.equals(visit.text("status"))
                && visit.values().get("visitedOn") == null;
        return dateIsMissing
                ? Outcome.none()
                        .reject(Violation.of(
                                "visitedOn", "dateMissing", "已完成的拜访须填写日期。", "A visit that is done needs its date."))
                : Outcome.none();
    }
}
