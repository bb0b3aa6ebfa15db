package org.penglai.crm.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time of a process by what its threads are for. Requests: the threads that answer them, those of the rules they
 * wait for, and collecting the garbage. Compiling is left out, since it ends. All else is background: sealer, sequencer,
 * consumers of the outbox, search index, timers.
 */
record ProcessorTime(Map<Path, Long> nanos, Map<Path, Kind> kinds) {
    enum Kind {
        REQUESTS,
        COMPILER,
        BACKGROUND
    }

    private static final List<String> REQUESTS = List.of("qtp", "crm-rules-", "VM Thread", "GC Thread", "G1 ", "ParGC");
    private static final List<String> COMPILER = List.of("C1 Compiler", "C2 Compiler", "Sweeper thread");

    static ProcessorTime of(ProcessHandle process) throws IOException {
        Map<Path, Long> nanos = new HashMap<>();
        Map<Path, Kind> kinds = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            threads.forEach(thread -> {
                try {
                    nanos.put(
                            thread,
                            Long.valueOf(Files.readString(thread.resolve("schedstat"))
                                    .split(" ")[0]));
                    kinds.put(thread, kind(Files.readString(thread.resolve("comm"))));
                } catch (NoSuchFileException gone) {
                    nanos.remove(thread);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return new ProcessorTime(nanos, kinds);
    }

    private static Kind kind(String name) {
        if (REQUESTS.stream().anyMatch(name::startsWith)) {
            return Kind.REQUESTS;
        }
        return COMPILER.stream().anyMatch(name::startsWith) ? Kind.COMPILER : Kind.BACKGROUND;
    }

    /** What threads of a kind have used since an earlier look, in milliseconds. */
    double since(ProcessorTime earlier, Kind kind) {
        return nanos.entrySet().stream()
                        .filter(thread -> kinds.get(thread.getKey()) == kind)
                        .mapToLong(thread -> thread.getValue() - earlier.nanos.getOrDefault(thread.getKey(), 0L))
                        .sum()
                / 1e6;
    }
}
