package org.penglai.crm.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** Prints the end of the container's log when a test fails: the reason is usually there. */
final class LogTail extends TestWatcher {
    private static final int LINES = 80;

    @Override
    protected void failed(Throwable cause, Description test) {
        try {
            List<String> lines = Files.readAllLines(DynamicsIT.log(), StandardCharsets.UTF_8);
            System.err.println(test + " failed; the container's log ends with:");
            lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.err::println);
        } catch (IOException e) {
            System.err.println("no log: " + e.getMessage());
        }
    }
}
