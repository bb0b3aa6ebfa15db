package org.penglai.crm.bulkheads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.bulkheads.spi.Cost;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Fenced.Reason;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.bulkheads.spi.Part.Kind;

@Timeout(60)
class ThreadBulkheadsTest {
    private static final Part HOOK = new Part(1, Kind.HOOK, "orders");
    private static final Part OTHER = new Part(1, Kind.HOOK, "quotes");
    private static final Part HANDLER = new Part(1, Kind.HANDLER, "acme.points");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Limits LIMITS = new Limits(SHORT, SHORT, LONG, 3, 4, LONG);

    private final ThreadBulkheads bulkheads = new ThreadBulkheads(LIMITS);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void theAnswerComesFromAThreadOfTheBundle() throws Exception {
        assertThat(bulkheads.<String>call(HOOK, () -> Thread.currentThread().getName()))
                .startsWith("crm-of-bundle 1");
        assertThat(cost(Kind.HOOK).calls()).isEqualTo(1);
    }

    @Test
    void whatHangsIsFencedAndNamedAndNothingElseIs() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(reason(HOOK)).isEqualTo(Reason.TIMEOUT);
        }
        assertThat(reason(HOOK)).isEqualTo(Reason.OPEN);
        assertThat(bulkheads.<String>call(OTHER, () -> "well")).isEqualTo("well");
        assertThat(bulkheads.trouble(Set.of(1L)).orElseThrow().en()).contains("rule orders", "hangs");
        assertThat(bulkheads.trouble(Set.of(2L))).isEmpty();
        Cost cost = cost(Kind.HOOK);
        assertThat(cost.timeouts()).isEqualTo(3);
        assertThat(cost.refused()).isEqualTo(1);
    }

    @Test
    void aLoopCostsTimeOfTheProcessorWhileItGoesOn() {
        catchThrowableOfType(
                Fenced.class,
                () -> bulkheads.call(HOOK, () -> {
                    long turns = 0;
                    while (end.getCount() > 0) {
                        turns++;
                    }
                    return turns;
                }));
        assertThat(cost(Kind.HOOK).processor()).isPositive();
    }

    @Test
    void aHandlerThatHangsGetsNoSecondThread() {
        assertThat(reason(HANDLER)).isEqualTo(Reason.TIMEOUT);
        assertThat(reason(HANDLER)).isEqualTo(Reason.BUSY);
        assertThat(bulkheads.trouble(Set.of(1L)).orElseThrow().en()).contains("event handler acme.points");
    }

    @Test
    void whatEndsWhenToldToIsTroubleNoLonger() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        catchThrowableOfType(
                Fenced.class,
                () -> bulkheads.call(HANDLER, () -> {
                    try {
                        return end.await(1, TimeUnit.HOURS);
                    } finally {
                        ended.countDown();
                    }
                }));
        ended.await();
        assertThat(eventually(HANDLER)).isEqualTo("well");
        assertThat(bulkheads.trouble(Set.of(1L))).isEmpty();
    }

    @Test
    void aLineThatMovesIsStoodInToItsEnd() throws Exception {
        ThreadBulkheads patient = new ThreadBulkheads(Limits.alike(LONG));
        patient.call(HOOK, () -> "the part is known and idle for a while");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_100));
        ExecutorService callers = Executors.newFixedThreadPool(60);
        try {
            List<Future<String>> answers = callers.invokeAll(Collections.nCopies(
                    60,
                    () -> patient.call(HOOK, () -> {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
                        return "well";
                    })));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("well");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void errorsAreNamedToo() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> bulkheads.call(HOOK, () -> {
                        throw new StackOverflowError("deep");
                    }))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(bulkheads.trouble(Set.of(1L)).orElseThrow().zh()).contains("业务规则", "orders", "StackOverflowError");
        assertThat(cost(Kind.HOOK).failures()).isEqualTo(4);
    }

    @Test
    void whatARuleSaysIsNoFailure() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> bulkheads.call(HOOK, () -> {
                        throw new Invalid(Violation.of("name", "required", "必填", "required"));
                    }))
                    .hasCauseInstanceOf(Invalid.class);
        }
        assertThat(bulkheads.trouble(Set.of(1L))).isEmpty();
        assertThat(cost(Kind.HOOK).failures()).isZero();
    }

    @Test
    void theNextVersionBeginsAnew() throws Exception {
        for (int i = 0; i < 3; i++) {
            reason(HOOK);
        }
        bulkheads.forget(1);
        assertThat(bulkheads.<String>call(HOOK, () -> "well")).isEqualTo("well");
        assertThat(bulkheads.trouble(Set.of(1L))).isEmpty();
        assertThat(cost(Kind.HOOK).timeouts()).isEqualTo(3);
    }

    @Test
    void aCallThatRunsWhenItsBundleGoesMayEnd() throws Exception {
        assertThat(bulkheads.<String>call(HOOK, () -> {
                    bulkheads.forget(1);
                    return Thread.currentThread().isInterrupted() ? "interrupted" : "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void aReportStaysUntilItIsTakenBack() {
        bulkheads.report(1, "ui loyalty", Localized.of("重名", "the name is taken"));
        assertThat(bulkheads.trouble(Set.of(1L)).orElseThrow().en()).isEqualTo("the name is taken");
        bulkheads.report(1, "handler points", Localized.of("也重名", "so is that of the handler"));
        assertThat(bulkheads.trouble(Set.of(1L)).orElseThrow().en())
                .contains("the name is taken", "so is that of the handler");
        bulkheads.settle(1, "ui loyalty");
        bulkheads.settle(1, "handler points");
        assertThat(bulkheads.trouble(Set.of(1L))).isEmpty();
    }

    /** Why a call that never ends, whatever it is told, was given up. */
    private Reason reason(Part part) {
        return catchThrowableOfType(
                        Fenced.class,
                        () -> bulkheads.call(part, () -> {
                            while (end.getCount() > 0) {
                                LockSupport.parkNanos(1_000_000);
                            }
                            return null;
                        }))
                .reason();
    }

    /** The thread may take a moment to leave its place after its code has ended. */
    private String eventually(Part part) throws Exception {
        while (true) {
            try {
                return bulkheads.call(part, () -> "well");
            } catch (Fenced busy) {
                Thread.onSpinWait();
            }
        }
    }

    private Cost cost(Kind kind) {
        return bulkheads.costs().stream()
                .filter(cost -> cost.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
