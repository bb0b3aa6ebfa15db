package org.penglai.crm.itests.kill;

import java.io.IOException;

/** A write that can be told apart from all others, whether it was done or not. */
interface Step {
    /** Sends it; the answer makes it known. */
    void send() throws IOException, InterruptedException;

    /** Whether the server did it although nobody heard of it; what it did is then known. */
    boolean happened() throws IOException, InterruptedException;
}
