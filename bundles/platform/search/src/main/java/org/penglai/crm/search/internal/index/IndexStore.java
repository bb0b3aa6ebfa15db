package org.penglai.crm.search.internal.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.penglai.crm.records.spi.StoredType;

/**
 * One index in one folder. What it was made with and the position of the last event in it are part of its commits, so
 * that they cannot disagree with it. Written by one thread at a time, searched by any.
 */
final class IndexStore implements Closeable {
    private static final double BUFFER_MB = 32;
    private static final long LONGEST_UNSEEN = TimeUnit.SECONDS.toNanos(1);

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Map<String, String> facts = new ConcurrentHashMap<>();
    private boolean dirty;
    private final LongSupplier nanos;
    private boolean unseen;
    private long shownAt;

    /** Opens what is there, or begins an empty one. */
    IndexStore(Path folder) throws IOException {
        this(folder, System::nanoTime);
    }

    IndexStore(Path folder, LongSupplier nanos) throws IOException {
        this.folder = folder;
        this.nanos = nanos;
        this.shownAt = nanos.getAsLong();
        Files.createDirectories(folder);
        // Plain reads: memory mapped files of Lucene cannot be released inside a container.
        directory = new NIOFSDirectory(folder);
        IndexWriter opened = null;
        try {
            opened = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MB));
            Iterable<Map.Entry<String, String>> committed = opened.getLiveCommitData();
            if (committed != null) {
                committed.forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
            }
            searchers = new SearcherManager(opened, new SearcherFactory());
            writer = opened;
        } catch (IOException | RuntimeException unusable) {
            if (opened != null) {
                opened.close();
            }
            directory.close();
            throw unusable;
        }
    }

    Path folder() {
        return folder;
    }

    String fact(String name) {
        return facts.get(name);
    }

    void fact(String name, String value) {
        if (!value.equals(facts.put(name, value))) {
            dirty = true;
        }
    }

    void forgetFact(String name) {
        if (facts.remove(name) != null) {
            dirty = true;
        }
    }

    void put(String key, Document document) throws IOException {
        writer.updateDocument(new Term(Fields.KEY, key), document);
        dirty = true;
    }

    /** For an index that has none of them yet: looking for older ones of the same key would cost time. */
    void add(List<Document> documents) throws IOException {
        writer.addDocuments(documents);
        dirty = true;
    }

    void delete(String key) throws IOException {
        writer.deleteDocuments(new Term(Fields.KEY, key));
        dirty = true;
    }

    void deleteType(String type) throws IOException {
        writer.deleteDocuments(new Term(Fields.TYPE, type));
        dirty = true;
    }

    /** Lets searches see what was put. */
    void refresh() throws IOException {
        unseen = false;
        searchers.maybeRefreshBlocking();
        shownAt = nanos.getAsLong();
    }

    /**
     * The same while a lot is put, where each time would make one more small segment that has to be merged with others:
     * at most once a second. The last of it is seen after {@link #refreshRest}.
     */
    void refreshSoon() throws IOException {
        unseen = true;
        refreshRest();
    }

    /** Lets searches see what was put, if that waits since long enough. Not by who searches: he may be interrupted. */
    void refreshRest() throws IOException {
        if (unseen && nanos.getAsLong() - shownAt >= LONGEST_UNSEEN) {
            refresh();
        }
    }

    /** Makes it outlive a crash. */
    void commit() throws IOException {
        if (dirty) {
            writer.setLiveCommitData(facts.entrySet());
            writer.commit();
            dirty = false;
        }
    }

    <T> T search(Searching<T> work) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return work.with(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /**
     * Position up to which it has all changes of a type; -1 if it has not read all of the type's records, or not as they
     * are searched now.
     */
    long completeTo(StoredType type) {
        boolean read = SearchedFields.signature(type).equals(fact(Facts.TYPE + type.name()));
        return read ? Long.parseLong(fact(Facts.POSITION)) : -1;
    }

    long documents() {
        return writer.getDocStats().numDocs;
    }

    long bytes() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        try {
            commit();
        } finally {
            writer.close();
            directory.close();
        }
    }

    /** Closes it and deletes its files. */
    void discard() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
        IndexFolder.delete(folder);
    }
}
