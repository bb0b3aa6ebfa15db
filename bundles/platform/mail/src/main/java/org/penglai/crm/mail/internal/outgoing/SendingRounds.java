package org.penglai.crm.mail.internal.outgoing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives mails whose turn it is to workers, no more at a time and in a while than their senders may. One thread calls. */
final class SendingRounds {
    private static final Logger LOG = LoggerFactory.getLogger(SendingRounds.class);

    private static final int AT_A_TIME = 8;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Queue queue;
    private final Senders senders;
    private final Dispatch dispatch;
    private final Executor workers;
    private final Clock clock;
    private final Map<Long, Long> running = new ConcurrentHashMap<>();
    private final Map<Long, Pause> pauses = new ConcurrentHashMap<>();
    private final Map<Long, String> told = new ConcurrentHashMap<>();
    private final Runnable done;
    private volatile List<Sender> all = List.of();

    SendingRounds(Queue queue, Senders senders, Dispatch dispatch, Executor workers, Clock clock, Runnable done) {
        this.queue = queue;
        this.senders = senders;
        this.dispatch = dispatch;
        this.workers = workers;
        this.clock = clock;
        this.done = done;
    }

    /** A server that cannot be reached is left alone for a while. */
    private record Pause(int failures, Instant until) {}

    /** Looks after what is being done and what was left behind, and then what is due. */
    void tick() {
        queue.prolong(running.keySet());
        all = senders.all();
        queue.recover(all.stream().filter(Sender::sendAgain).map(Sender::id).collect(Collectors.toSet()));
        round();
    }

    /** Begins what is due. */
    void round() {
        Map<Long, Sender> able = all.stream()
                .filter(sender -> sender.active() && !isPaused(sender.id()))
                .collect(Collectors.toMap(Sender::id, Function.identity()));
        Set<Long> unable =
                all.stream().map(Sender::id).filter(id -> !able.containsKey(id)).collect(Collectors.toSet());
        if (able.isEmpty() || running.size() >= AT_A_TIME) {
            return;
        }
        Map<Long, Long> room = new ConcurrentHashMap<>();
        for (Queue.Due due : queue.due(unable)) {
            Sender sender = able.get(due.sender());
            if (sender == null || running.size() >= AT_A_TIME || running.containsKey(due.id())) {
                continue;
            }
            long left = room.computeIfAbsent(sender.id(), id -> room(sender));
            if (left > 0) {
                room.put(sender.id(), left - 1);
                begin(due, sender);
            }
        }
    }

    int running() {
        return running.size();
    }

    private boolean isPaused(long sender) {
        Pause pause = pauses.get(sender);
        return pause != null && pause.until().isAfter(clock.instant());
    }

    private long room(Sender sender) {
        long busy = running.values().stream().filter(id -> id == sender.id()).count();
        // After a failure one mail finds out whether the server is back.
        long room = (pauses.containsKey(sender.id()) ? 1 : sender.connections()) - busy;
        Instant now = clock.instant();
        if (room > 0 && sender.perMinute() > 0) {
            room = Math.min(room, sender.perMinute() - queue.sentSince(sender.id(), now.minus(MINUTE)));
        }
        if (room > 0 && sender.perDay() > 0) {
            room = Math.min(room, sender.perDay() - queue.sentSince(sender.id(), now.minus(DAY)));
        }
        return room;
    }

    private void begin(Queue.Due due, Sender sender) {
        running.put(due.id(), sender.id());
        try {
            workers.execute(() -> work(due, sender));
        } catch (RejectedExecutionException going) {
            running.remove(due.id());
        }
    }

    private void work(Queue.Due due, Sender sender) {
        try {
            Letter letter = queue.take(due.id());
            if (letter == null) {
                return;
            }
            Attempt attempt = dispatch.attempt(letter, sender, () -> queue.handing(letter.id()));
            queue.settle(letter, attempt, sender.sendAgain());
            note(sender, attempt);
        } catch (RuntimeException failure) {
            // Boundary of the worker thread: the lease ends by itself, and the mail is looked at again.
            LOG.warn("The mail {} could not be dealt with: {}", due.id(), failure.toString());
        } finally {
            running.remove(due.id());
            done.run();
        }
    }

    private void note(Sender sender, Attempt attempt) {
        if (attempt instanceof Attempt.Unreachable away) {
            pauses.compute(sender.id(), (id, before) -> {
                int failures = before == null ? 1 : before.failures() + 1;
                Duration pause = Duration.ofSeconds(1L << Math.min(failures, 9));
                Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                return new Pause(failures, clock.instant().plus(bounded));
            });
            tell(sender, away.reason());
        } else {
            pauses.remove(sender.id());
            tell(sender, null);
        }
    }

    private void tell(Sender sender, String error) {
        String now = error == null ? "" : error;
        if (!now.equals(told.put(sender.id(), now))) {
            if (error != null) {
                LOG.warn("The mail server of {} cannot be reached: {}", sender.name(), error);
            }
            queue.senderState(sender.id(), error);
        }
    }
}
