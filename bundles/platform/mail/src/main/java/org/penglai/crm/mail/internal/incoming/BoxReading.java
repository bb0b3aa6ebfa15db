package org.penglai.crm.mail.internal.incoming;

import java.io.IOException;
import javax.mail.MessagingException;

/** Reads a mailbox, for as long as it is wanted. For one thread, but for {@link #stop}. */
interface BoxReading {
    /** Takes in what is new in all folders. */
    void read() throws MessagingException, IOException;

    /**
     * Waits for something new.
     *
     * @param millis at most so long
     */
    void await(long millis) throws MessagingException, InterruptedException;

    /** Ends the connection, also while another thread waits. */
    void stop();
}
