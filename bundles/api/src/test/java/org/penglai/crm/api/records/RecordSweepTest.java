package org.penglai.crm.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.security.Caller;

class RecordSweepTest {
    private static final String DUE = "status==open,status==waiting";
    private final Shelf shelf = new Shelf();

    @Test
    void everyRecordIsChangedOnceAFewInATransaction() throws Exception {
        shelf.fill(450);
        sweep();
        assertThat(shelf.changed).hasSize(450);
        assertThat(shelf.transactions).containsExactly(200, 200, 50);
        assertThat(shelf.asked).startsWith(DUE).allMatch(filter -> filter.contains(DUE));
        assertThat(shelf.asked.get(1)).isEqualTo("(" + DUE + ");id=gt=" + RecordId.format(200));
    }

    @Test
    void whatRulesRefuseKeepsNoOtherFromItsChangeAndIsToldInTheEnd() {
        shelf.fill(450);
        shelf.refused.addAll(Set.of(3L, 250L));
        assertThatThrownBy(this::sweep)
                .isInstanceOf(Conflict.class)
                .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
        assertThat(shelf.changed).hasSize(448).doesNotContain(3L, 250L);
    }

    @Test
    void whatSomebodyElseChangesIsLeftToTheNextRound() throws Exception {
        shelf.fill(10);
        shelf.stale.add(4L);
        sweep();
        assertThat(shelf.changed).hasSize(9).doesNotContain(4L);
    }

    @Test
    void itEndsWhenItIsTold() {
        shelf.fill(450);
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::sweep).isInstanceOf(InterruptedException.class);
        assertThat(shelf.changed).isEmpty();
    }

    private void sweep() throws InterruptedException {
        RecordSweep.run(shelf, "books", DUE, book -> Map.of("status", "over"));
    }

    /** Records that go on matching: a sweep that only took the first of those that match would never end. */
    private static final class Shelf implements Records {
        final Set<Long> changed = new TreeSet<>();
        final Set<Long> refused = new TreeSet<>();
        final Set<Long> stale = new TreeSet<>();
        final List<Integer> transactions = new ArrayList<>();
        final List<String> asked = new ArrayList<>();
        private long most;

        void fill(long count) {
            most = count;
        }

        @Override
        public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
            asked.add(query.filter());
            String last = query.filter().replaceFirst("^(?!.*id=gt=).*|.*id=gt=", "");
            return LongStream.rangeClosed(1, most)
                    .filter(id -> RecordId.format(id).compareTo(last) > 0)
                    .limit(query.limit())
                    .mapToObj(id -> new RecordSnapshot(type, id, 1, Map.of("status", "open")))
                    .toList();
        }

        @Override
        public List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
            List<Long> ids = changes.stream()
                    .map(change -> ((RecordChange.Update) change).id())
                    .toList();
            ids.forEach(this::check);
            transactions.add(ids.size());
            assertThat(changed).doesNotContainAnyElementsOf(ids);
            changed.addAll(ids);
            return List.of();
        }

        private void check(long id) {
            if (refused.contains(id)) {
                throw refusal();
            }
            if (stale.contains(id)) {
                throw new Stale(2);
            }
        }

        private static CrmException refusal() {
            return new Conflict("locked", Localized.of("锁定", "Locked"));
        }
    }
}
