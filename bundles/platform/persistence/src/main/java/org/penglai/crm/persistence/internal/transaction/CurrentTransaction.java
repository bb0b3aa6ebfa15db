package org.penglai.crm.persistence.internal.transaction;

import org.osgi.service.component.annotations.Component;

/** Which transaction the calling thread is in. Set for the duration of one run only. */
@Component(service = CurrentTransaction.class, immediate = true)
public class CurrentTransaction {
    private final ThreadLocal<RunningTransaction> bound = new ThreadLocal<>();

    /** Null outside a transaction. */
    public RunningTransaction get() {
        return bound.get();
    }

    void bind(RunningTransaction transaction) {
        bound.set(transaction);
    }

    void clear() {
        bound.remove();
    }
}
