package org.penglai.crm.commands.internal;

import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import org.penglai.crm.api.error.CrmException;

/** An action whose refusals are told in one line; the console writes any other exception into the log with its stack. */
abstract class ExplainedAction implements Action {
    @Override
    public final Object execute() throws CommandException, IOException {
        try {
            run();
            return null;
        } catch (CrmException e) {
            throw new CommandException(reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /**
     * Does it.
     *
     * @throws IllegalArgumentException if the arguments make no sense; the message says why
     */
    abstract void run() throws IOException;

    /** The particulars where there are some, else the text as a whole. */
    private static String reason(CrmException failure) {
        return failure.violations().isEmpty()
                ? failure.text().en()
                : failure.violations().stream()
                        .map(violation -> violation.message().en())
                        .collect(Collectors.joining(" "));
    }
}
