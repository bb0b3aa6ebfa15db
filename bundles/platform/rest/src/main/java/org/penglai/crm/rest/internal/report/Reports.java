package org.penglai.crm.rest.internal.report;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports that capabilities bring, run where they hold up nobody else. */
@Component(service = Reports.class)
public final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Bulkheads bulkheads;

    private final Map<Report, Long> owners = new ConcurrentHashMap<>();

    @Activate
    public Reports(@Reference Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "remove")
    void add(Report report, Map<String, Object> properties) {
        owners.put(report, (Long) properties.get(Constants.SERVICE_BUNDLEID));
    }

    /** One that belongs to no bundle. */
    public void add(Report report) {
        owners.put(report, 0L);
    }

    void remove(Report report) {
        owners.remove(report);
    }

    /** Those that the caller may run, by name. */
    public List<ReportDefinition> offered(Caller caller) {
        return owners.keySet().stream()
                .map(Report::definition)
                .filter(definition -> caller.may(definition.permission()))
                .sorted(Comparator.comparing(ReportDefinition::name))
                .toList();
    }

    /**
     * What the report is.
     *
     * @throws NotFound if no module brings it
     * @throws Forbidden without the right
     */
    public ReportDefinition definition(Caller caller, String name) {
        ReportDefinition definition = find(name).definition();
        if (!caller.may(definition.permission())) {
            throw new Forbidden("missingPermission", Localized.of("您没有查看此报表的权限。", "You may not see this report."));
        }
        return definition;
    }

    /**
     * The figures.
     *
     * @throws Unavailable if it takes too long or fails
     */
    public ReportTable run(String name, Report.Input input) {
        Report found = find(name);
        Long bundle = owners.getOrDefault(found, 0L);
        try {
            return bulkheads.call(new Part(bundle, Part.Kind.REPORT, name), () -> found.run(input));
        } catch (Fenced fenced) {
            throw unavailable(fenced.retryAfter(), fenced);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CrmException told) {
                throw told;
            }
            LOG.error("The report {} failed", name, failed.getCause());
            throw unavailable(RETRY, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(RETRY, interrupted);
        }
    }

    private Report find(String name) {
        return owners.keySet().stream()
                .filter(report -> report.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("notFound", Localized.of("没有这个报表。", "There is no such report.")));
    }

    private static Unavailable unavailable(Duration retryAfter, Throwable cause) {
        return new Unavailable(
                "reportUnavailable",
                Localized.of("报表暂时无法生成。", "The report cannot be had at the moment."),
                retryAfter,
                cause);
    }
}
