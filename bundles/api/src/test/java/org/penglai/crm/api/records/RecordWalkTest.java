package org.penglai.crm.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.security.Caller;

class RecordWalkTest {
    private final Shelf shelf = new Shelf();

    @Test
    void everyRecordIsMetOnceThoughItNoLongerMatchesAfterwards() {
        shelf.fill(1, 450);
        List<Long> met = new ArrayList<>();
        for (List<RecordSnapshot> some : RecordWalk.of(shelf, "books", "status==open,status==waiting")) {
            some.forEach(book -> met.add(book.id()));
            some.forEach(book -> shelf.ids.remove(book.id()));
        }
        assertThat(met).hasSize(450).doesNotHaveDuplicates().isSorted();
        assertThat(shelf.asked)
                .containsExactly(
                        "status==open,status==waiting",
                        "(status==open,status==waiting);id=gt=" + RecordId.format(200),
                        "(status==open,status==waiting);id=gt=" + RecordId.format(400));
    }

    @Test
    void whatIsMadeBeforeTheLoopComesToItIsMet() {
        shelf.fill(1, 200);
        int seen = 0;
        for (List<RecordSnapshot> some : RecordWalk.of(shelf, "books", "")) {
            if (seen == 0) {
                shelf.fill(201, 250);
            }
            seen += some.size();
        }
        assertThat(seen).isEqualTo(250);
        assertThat(shelf.asked).containsExactly("", "id=gt=" + RecordId.format(200));
    }

    @Test
    void whereThereIsNothingTheLoopIsNotEntered() {
        Iterator<List<RecordSnapshot>> walk =
                RecordWalk.of(shelf, "books", "status==open").iterator();
        assertThat(walk.hasNext()).isFalse();
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
        assertThat(shelf.asked).hasSize(1);
    }

    private static final class Shelf implements RecordReader {
        final TreeSet<Long> ids = new TreeSet<>();
        final List<String> asked = new ArrayList<>();

        void fill(long from, long to) {
            for (long id = from; id <= to; id++) {
                ids.add(id);
            }
        }

        @Override
        public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
            asked.add(query.filter());
            int at = query.filter().indexOf("id=gt=");
            String after = at < 0 ? "" : query.filter().substring(at + "id=gt=".length());
            return ids.stream()
                    .filter(id -> RecordId.format(id).compareTo(after) > 0)
                    .limit(query.limit())
                    .map(id -> new RecordSnapshot(type, id, 0, Map.of()))
                    .toList();
        }

        @Override
        public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
            throw new UnsupportedOperationException();
        }
    }
}
