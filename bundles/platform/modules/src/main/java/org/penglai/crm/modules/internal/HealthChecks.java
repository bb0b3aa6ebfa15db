package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.HealthCheck;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Part;

/** Asks the checks that modules bring, and what the platform has seen of their bundles. */
@Component(service = HealthChecks.class)
public final class HealthChecks {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Bulkheads bulkheads;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            collectionType = CollectionType.TUPLE,
            fieldOption = FieldOption.REPLACE)
    private volatile List<Map.Entry<Map<String, Object>, HealthCheck>> checks = List.of();

    private final Map<HealthCheck, Answer> answers = new ConcurrentHashMap<>();

    @Activate
    public HealthChecks(@Reference Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    private record Answer(Optional<Localized> problem, long at) {}

    /** The first problem that a check of these bundles finds, or that the platform has with them. Answers younger than ten seconds are given again. */
    Optional<Localized> problem(Set<Long> bundles) {
        List<Map.Entry<Map<String, Object>, HealthCheck>> present = checks;
        answers.keySet().retainAll(present.stream().map(Map.Entry::getValue).toList());
        return present.stream()
                .filter(check -> bundles.contains(check.getKey().get(Constants.SERVICE_BUNDLEID)))
                .map(check -> answer((long) check.getKey().get(Constants.SERVICE_BUNDLEID), check.getValue()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> bulkheads.trouble(bundles));
    }

    private Optional<Localized> answer(long bundle, HealthCheck check) {
        Answer known = answers.get(check);
        if (known == null || System.nanoTime() - known.at() > FRESH.toNanos()) {
            known = new Answer(ask(bundle, check), System.nanoTime());
            answers.put(check, known);
        }
        return known.problem();
    }

    private Optional<Localized> ask(long bundle, HealthCheck check) {
        try {
            return bulkheads.call(
                    new Part(bundle, Part.Kind.CHECK, check.getClass().getName()), check::problem);
        } catch (Fenced slow) {
            return Optional.of(Localized.of("健康检查没有按时答复", "its health check did not answer in time"));
        } catch (ExecutionException e) {
            return Optional.of(Localized.of("健康检查出错：" + e.getCause(), "its health check failed: " + e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Localized.of("系统正在停止", "the system is stopping"));
        }
    }
}
