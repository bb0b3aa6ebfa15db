package org.penglai.crm.sales.internal.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;

/** What the reports on sales are asked with, read from the parameters. */
record Question(Report.Input input) {
    static final ReportParameter FROM = ReportParameter.date("from", "起始日期", "From");
    static final ReportParameter TO = ReportParameter.date("to", "截止日期", "To");
    static final ReportParameter AS_OF = ReportParameter.date("asOf", "截至（当时的情况）", "As it was on");
    static final ReportParameter PIPELINE = ReportParameter.record("pipeline", "pipelines", "销售流程", "Pipeline");
    static final ReportParameter USER = ReportParameter.record("user", "users", "人员", "Person");
    static final ReportParameter DEPARTMENT = ReportParameter.record("department", "departments", "部门", "Department");

    Caller caller() {
        return input.caller();
    }

    ZoneId zone() {
        return input.caller().zone();
    }

    LocalDate today() {
        return LocalDate.ofInstant(input.now(), zone());
    }

    /** The day of the parameter; the other one where it is not given. */
    LocalDate day(ReportParameter parameter, LocalDate otherwise) {
        String text = input.text(parameter.name());
        return text.isEmpty() ? otherwise : LocalDate.parse(text);
    }

    String text(ReportParameter parameter) {
        return input.text(parameter.name());
    }

    /** The day whose evening is asked for; null for now. */
    private LocalDate past() {
        LocalDate day = day(AS_OF, today());
        return day.isBefore(today()) ? day : null;
    }

    boolean isPast() {
        return past() != null;
    }

    /** The end of the day that is asked for; the present moment for today. */
    Instant moment() {
        LocalDate day = past();
        return day == null ? input.now() : day.plusDays(1).atStartOfDay(zone()).toInstant();
    }

    /** Which rows of what is kept with a beginning and an end held at that moment. */
    String held(String begin, String end) {
        return isPast()
                ? begin + "=lt=" + moment() + ";(" + end + "=null=true," + end + "=ge=" + moment() + ")"
                : end + "=null=true";
    }

    /** How deals stood at that moment: one row of their history each, of the persons and departments asked for. */
    Filter standing(DepartmentTree departments) {
        return whose(
                Filter.of(held(StageChangeType.AT, StageChangeType.UNTIL)), departments, "owner", "ownerDepartment");
    }

    /** Of the persons and departments asked for. */
    Filter whose(Filter filter, DepartmentTree departments, String owner, String department) {
        return filter.with(owner, text(USER)).in(department, departments.below(caller(), text(DEPARTMENT)));
    }
}
