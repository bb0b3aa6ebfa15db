package org.penglai.crm.bulkheads.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services by which capabilities add to an answer of the platform. Each is asked where it holds up nobody else; one that
 * fails, hangs or is fenced is missing from the answer, not the answer. Safe for any thread.
 *
 * @param <S> the service
 */
public final class Sources<S> {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final Bulkheads bulkheads;
    private final Map<S, Long> owners = new ConcurrentHashMap<>();

    public Sources(Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    /** @param bundle id of the OSGi bundle that offers it */
    public void add(S source, long bundle) {
        owners.put(source, bundle);
    }

    public void remove(S source) {
        owners.remove(source);
    }

    /** What all of them say together; in no particular order. */
    public <T> List<T> ask(Function<S, List<T>> question) {
        List<T> answers = new ArrayList<>();
        owners.forEach((source, bundle) -> answers.addAll(ask(source, bundle, question)));
        return answers;
    }

    private <T> List<T> ask(S source, long bundle, Function<S, List<T>> question) {
        String name = source.getClass().getSimpleName();
        try {
            return bulkheads.call(new Part(bundle, Part.Kind.SOURCE, name), () -> question.apply(source));
        } catch (Fenced fenced) {
            LOG.warn("{} adds nothing: {}", name, fenced.getMessage());
        } catch (ExecutionException failed) {
            LOG.warn("{} adds nothing", name, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
