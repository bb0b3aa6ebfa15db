package org.penglai.crm.mail.internal;

import java.util.concurrent.Callable;
import javax.mail.Session;

/** The mail library finds its own parts through the loader of the thread; in a container that has to be its own. */
public final class MailClassLoading {
    private MailClassLoading() {}

    /**
     * Runs the work with the library's loader.
     *
     * @throws Exception what the work throws
     */
    public static <T> T within(Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
