package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.HealthCheck;

/** Asks the checks that modules bring, each on a thread of its own that nobody waits for longer than the limit. */
@Component(service = HealthChecks.class)
public final class HealthChecks {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(10);

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            collectionType = CollectionType.TUPLE,
            fieldOption = FieldOption.REPLACE)
    private volatile List<Map.Entry<Map<String, Object>, HealthCheck>> checks = List.of();

    private final Map<HealthCheck, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(Optional<Localized> problem, long at) {}

    /** The first problem that a check of these bundles finds. Answers younger than ten seconds are given again. */
    Optional<Localized> problem(Set<Long> bundles) {
        List<Map.Entry<Map<String, Object>, HealthCheck>> present = checks;
        answers.keySet().retainAll(present.stream().map(Map.Entry::getValue).toList());
        return present.stream()
                .filter(check -> bundles.contains(check.getKey().get(Constants.SERVICE_BUNDLEID)))
                .map(check -> answer(check.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Localized> answer(HealthCheck check) {
        Answer known = answers.get(check);
        if (known == null || System.nanoTime() - known.at() > FRESH.toNanos()) {
            known = new Answer(ask(check), System.nanoTime());
            answers.put(check, known);
        }
        return known.problem();
    }

    private static Optional<Localized> ask(HealthCheck check) {
        FutureTask<Optional<Localized>> task = new FutureTask<>(check::problem);
        Thread thread = new Thread(task, "crm-health");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Optional.of(Localized.of(
                    "健康检查在 " + LIMIT.toSeconds() + " 秒内没有答复",
                    "its health check did not answer in " + LIMIT.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return Optional.of(Localized.of("健康检查出错：" + e.getCause(), "its health check failed: " + e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Localized.of("系统正在停止", "the system is stopping"));
        }
    }
}
