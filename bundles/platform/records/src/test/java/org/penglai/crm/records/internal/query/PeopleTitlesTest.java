package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Transaction;

class PeopleTitlesTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final PeopleTitles titles = new PeopleTitles(now::get);
    private final Map<Long, String> stored = new HashMap<>(Map.of(1L, "李雷"));
    private final List<Runnable> afterCommit = new ArrayList<>();
    private int asked;

    @Test
    void isAskedForOnceWhileNothingChanges() {
        assertThat(title()).isEqualTo("李雷");
        assertThat(title()).isEqualTo("李雷");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void isAskedForAgainFromTheCommitOfAChangeOn() {
        title();
        change("users");
        stored.put(1L, "李雷雷");
        assertThat(title()).as("not committed yet").isEqualTo("李雷");
        afterCommit.forEach(Runnable::run);
        assertThat(title()).isEqualTo("李雷雷");
    }

    @Test
    void changesOfOtherRecordsForgetNothing() {
        title();
        change("customers");
        assertThat(afterCommit).isEmpty();
    }

    @Test
    void aChangeOnAnotherNodeIsSeenAfterASecond() {
        title();
        stored.put(1L, "李雷雷");
        now.addAndGet(SECOND);
        assertThat(title()).isEqualTo("李雷");
        now.addAndGet(1);
        assertThat(title()).isEqualTo("李雷雷");
    }

    @Test
    void whatWasReadWhileItChangedIsNotKept() {
        Map<Long, String> read = titles.find("users", Set.of(1L), ids -> {
            change("users");
            afterCommit.forEach(Runnable::run);
            return Map.of(1L, "old");
        });
        assertThat(read).containsEntry(1L, "old");
        assertThat(title()).isEqualTo("李雷");
    }

    private String title() {
        return titles.find("users", Set.of(1L), ids -> {
                    asked++;
                    return new HashMap<>(stored);
                })
                .get(1L);
    }

    private void change(String type) {
        Transaction transaction = (Transaction) Proxy.newProxyInstance(
                Transaction.class.getClassLoader(), new Class<?>[] {Transaction.class}, (self, method, arguments) -> {
                    afterCommit.add((Runnable) arguments[0]);
                    return null;
                });
        titles.appended(transaction, List.of(new Journal.Entry(type, 1, 2, "updated", 7, null)));
    }
}
