package org.penglai.crm.exchange.internal.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.security.Caller;

/** A job in memory. */
final class MemoryJob implements JobContext {

    private final byte[] input;
    private final Map<String, Object> parameters;
    private final Map<String, ByteArrayOutputStream> files = new HashMap<>();
    BooleanSupplier cancelled = () -> false;
    Caller caller = Caller.system();
    long done;
    long total;

    MemoryJob(byte[] input, Map<String, Object> parameters) {
        this.input = input;
        this.parameters = parameters;
    }

    static MemoryJob of(String type, String table, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("type", type);
        return new MemoryJob(table.getBytes(StandardCharsets.UTF_8), parameters);
    }

    String file(String name) {
        return files.get(name).toString(StandardCharsets.UTF_8);
    }

    byte[] bytes(String name) {
        return files.get(name).toByteArray();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public void progress(long nowDone, long inAll) {
        done = nowDone;
        total = inAll;
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public InputStream input(String name) {
        return new ByteArrayInputStream(input);
    }

    @Override
    public OutputStream output(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.put(name, out);
        return out;
    }
}
