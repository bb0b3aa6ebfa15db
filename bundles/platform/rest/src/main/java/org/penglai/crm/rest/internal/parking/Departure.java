package org.penglai.crm.rest.internal.parking;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** Takes a request off the list when the container ended it. */
final class Departure implements AsyncListener {
    private final Runnable leave;

    Departure(Runnable leave) {
        this.leave = leave;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        leave.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        leave.run();
    }

    @Override
    public void onError(AsyncEvent event) {
        leave.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The request waits a second time; the listener of that wait takes over.
    }
}
