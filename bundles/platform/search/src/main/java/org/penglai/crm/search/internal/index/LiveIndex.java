package org.penglai.crm.search.internal.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.store.AlreadyClosedException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.records.spi.ChineseText;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.search.internal.text.Names;
import org.penglai.crm.search.spi.Search.State;
import org.penglai.crm.search.spi.Search.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's index: fed by committed changes, built anew beside the one that answers when that is missing, broken, too
 * old or made in another way.
 *
 * <p>A record is put into the index as it stands in the database when its event is handled, and whoever reads and puts
 * holds one lock; so events and the reading of all records cannot overtake each other.
 */
@Component(
        service = {LiveIndex.class, OutboxConsumer.class},
        immediate = true)
public final class LiveIndex implements OutboxConsumer {
    /** Type of the event that makes every node build anew. */
    public static final String AREA = "search";

    public static final String REINDEX = "reindex";

    private static final Logger LOG = LoggerFactory.getLogger(LiveIndex.class);
    /** A batch cannot be larger, so more is likely to follow at once. */
    private static final int FULL_BATCH = 500;

    private static final long LONGEST_STEP_SECONDS = 5;
    private static final long TICK_MS = 1_000;
    private static final long COMMIT_MS = 5_000;
    private static final long RETRY_MS = 30_000;

    /** Fair: events and the reading of all records must both get on. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final IndexFolder folder;
    private final KeptIndexes kept;
    private final Content content;
    private final String stamp;
    private final ScheduledExecutorService worker;

    /** Written under the lock, searched without. */
    private volatile IndexStore current;

    private volatile IndexStore building;
    private volatile long built;
    private volatile long builds;
    private volatile String problem;
    private long position;
    private String lastEvent = "";
    private boolean wanted;
    private long nextBuild;
    private long nextCommit;
    private boolean closed;

    @Activate
    public LiveIndex(
            @Reference OutboxReader outbox,
            @Reference Types types,
            @Reference Records records,
            @Reference ChineseText chinese)
            throws IOException {
        this(outbox, types, records, chinese, Path.of(System.getProperty("crm.data", "data")));
    }

    public LiveIndex(OutboxReader outbox, Types types, Records records, ChineseText chinese, Path data)
            throws IOException {
        this.folder = new IndexFolder(data.resolve("index").toAbsolutePath());
        Fragments fragments =
                Fragments.keyIn(data.resolve("keys").resolve("search.key").toAbsolutePath());
        this.content = new Content(types, records, new Documents(new Names(chinese), fragments), fragments);
        this.stamp = Stamp.of(chinese, fragments);
        this.kept = new KeptIndexes(folder, outbox, stamp, reason -> problem = reason);
        worker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "crm-search");
            thread.setDaemon(true);
            return thread;
        });
        worker.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() throws IOException {
        // Not interrupted: an interrupt closes the files, and with them the lock, under the hands of whoever writes.
        worker.shutdown();
        lock.lock();
        try {
            closed = true;
            if (current != null) {
                current.close();
                current = null;
            }
            if (building != null) {
                building.discard();
                building = null;
            }
        } finally {
            lock.unlock();
        }
        awaitWorker();
    }

    /** What it does is closed, so it comes to its end at the next step. */
    private void awaitWorker() {
        try {
            if (!worker.awaitTermination(LONGEST_STEP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The search index is still being read for after {} s", LONGEST_STEP_SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public boolean perNode() {
        return true;
    }

    @Override
    public long begin(long first, long last) {
        lock.lock();
        try {
            if (current == null) {
                current = kept.usable(first, last);
            }
            if (current != null) {
                position = Long.parseLong(current.fact(Facts.POSITION));
                lastEvent = current.fact(Facts.EVENT);
                return position;
            }
            position = last;
            lastEvent = kept.eventAt(last);
            wanted = true;
            worker.execute(this::tick);
            return last;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handle(List<OutboxEvent> batch) {
        lock.lock();
        try {
            OutboxEvent newest = batch.get(batch.size() - 1);
            try {
                content.apply(batch, targets());
                position = newest.position();
                lastEvent = Stamp.of(newest);
                for (IndexStore store : targets()) {
                    mark(store);
                }
                if (current != null && batch.size() < FULL_BATCH) {
                    current.refresh();
                } else if (current != null) {
                    current.refreshSoon();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (AlreadyClosedException broken) {
                abandon(broken);
            }
            wanted |= batch.stream()
                    .anyMatch(event ->
                            event.type().equals(AREA) && event.operation().equals(REINDEX));
        } finally {
            lock.unlock();
        }
    }

    /** Runs a search on the index that answers now; empty if there is none. */
    public <T> Optional<T> search(Searching<T> work) {
        for (int attempt = 0; attempt < 2; attempt++) {
            IndexStore store = current;
            if (store == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(store.search(work));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (AlreadyClosedException swapped) {
                LOG.debug("The index was exchanged in between", swapped);
            }
        }
        return Optional.empty();
    }

    /** Position up to which the index that answers has all changes of a type; -1 if there is none or it lacks some. */
    public long completeTo(StoredType type) {
        IndexStore store = current;
        return store == null ? -1 : store.completeTo(type);
    }

    public Fragments fragments() {
        return content.fragments();
    }

    public State state() {
        if (current != null) {
            return State.READY;
        }
        return problem == null ? State.BUILDING : State.FAILED;
    }

    public Status status() {
        lock.lock();
        try {
            IndexStore store = current;
            return new Status(
                    store == null ? 0 : store.documents(),
                    store == null ? 0 : store.bytes(),
                    position,
                    building != null || wanted,
                    built,
                    builds,
                    store != null,
                    problem);
        } finally {
            lock.unlock();
        }
    }

    /** On the own thread; what goes wrong is told and tried again. */
    private void tick() {
        try {
            if (takeOrder()) {
                build();
            }
            IndexStore store = current;
            if (store != null) {
                content.readNew(store, lock);
                showRest(store);
                commit(store);
            }
        } catch (IOException | RuntimeException e) {
            // The boundary of the own thread: the next round must come.
            lock.lock();
            try {
                if (!closed) {
                    problem = String.valueOf(e.getMessage());
                    LOG.warn("The search index could not be brought up to date: {}", e.toString());
                    LOG.debug("The search index could not be brought up to date", e);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean takeOrder() {
        lock.lock();
        try {
            boolean now = wanted && !closed && System.currentTimeMillis() >= nextBuild;
            if (now) {
                wanted = false;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    private void build() throws IOException {
        LOG.info("Building the search index");
        long since = System.currentTimeMillis();
        IndexStore store;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            store = new IndexStore(folder.next());
            built = 0;
            building = store;
        } finally {
            lock.unlock();
        }
        try {
            content.readAll(store, lock, count -> built = count);
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                store.fact(Facts.COMPLETE, "true");
                store.fact(Facts.MADE, stamp);
                mark(store);
                store.refresh();
                store.commit();
                IndexStore old = current;
                current = store;
                building = null;
                builds++;
                problem = null;
                if (old != null) {
                    old.discard();
                }
            } finally {
                lock.unlock();
            }
            LOG.info(
                    "The search index has {} records, built in {} ms",
                    store.documents(),
                    System.currentTimeMillis() - since);
        } catch (IOException | RuntimeException e) {
            lock.lock();
            try {
                if (building == store) {
                    building = null;
                    store.discard();
                }
                wanted = true;
                nextBuild = System.currentTimeMillis() + RETRY_MS;
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private void showRest(IndexStore store) throws IOException {
        lock.lock();
        try {
            if (current == store) {
                store.refreshRest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void commit(IndexStore store) throws IOException {
        long now = System.currentTimeMillis();
        if (now >= nextCommit) {
            lock.lock();
            try {
                if (current == store) {
                    store.commit();
                }
            } finally {
                lock.unlock();
            }
            nextCommit = now + COMMIT_MS;
        }
    }

    private void mark(IndexStore store) {
        store.fact(Facts.POSITION, Long.toString(position));
        store.fact(Facts.EVENT, lastEvent);
    }

    private List<IndexStore> targets() {
        return java.util.stream.Stream.of(current, building)
                .filter(store -> store != null)
                .toList();
    }

    /** After a failure of the disk Lucene closes its writer; all that helps is to begin anew. */
    private void abandon(RuntimeException cause) {
        LOG.warn("The search index cannot be written and is built anew: {}", cause.toString());
        problem = String.valueOf(cause.getMessage());
        IndexStore broken = current;
        current = null;
        wanted = true;
        if (broken != null) {
            try {
                broken.discard();
            } catch (IOException | AlreadyClosedException e) {
                LOG.debug("The broken index could not be deleted", e);
            }
        }
    }
}
