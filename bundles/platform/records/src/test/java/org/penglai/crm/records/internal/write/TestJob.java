package org.penglai.crm.records.internal.write;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.security.Caller;

/** A running job of these specifications; can be cancelled or broken off after some steps. */
final class TestJob implements JobContext {
    final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
    int cancelAfter = Integer.MAX_VALUE;
    int crashAfter = Integer.MAX_VALUE;
    long done;
    long total;
    private final long id;
    private final Caller caller;
    private final Map<String, Object> parameters;
    private int asked;

    TestJob(long id, Caller caller, Map<String, Object> parameters) {
        this.id = id;
        this.caller = caller;
        this.parameters = parameters;
    }

    @Override
    public long id() {
        return id;
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
    public void progress(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
    }

    @Override
    public boolean isCancelled() {
        asked++;
        if (asked > crashAfter) {
            throw new IllegalStateException("crash");
        }
        return asked > cancelAfter;
    }

    @Override
    public InputStream input(String name) {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.put(name, out);
        return out;
    }

    String file(String name) {
        return files.get(name).toString(StandardCharsets.UTF_8);
    }
}
