package org.penglai.crm.events.internal.outbox;

import java.util.OptionalLong;

/** How far a consumer has come. */
interface Progress {
    /** The position to go on after; empty if it is another node's turn, or too early after a failure. */
    OptionalLong next();

    /** Whether there is a position that it goes on after, here or on another node. */
    boolean hasBegun();

    /** Everything up to here is done; false if another node has taken over meanwhile. */
    boolean reached(long position);

    /** It did not work; {@link #next()} is empty for a while. */
    void failed(String reason);

    /** The consumer is still at work. */
    void keepUp();

    /** The consumer goes. */
    void end();
}
