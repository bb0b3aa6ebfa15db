package org.penglai.crm.commands.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.events.spi.AuditVerifier;
import org.penglai.crm.events.spi.AuditVerifier.Head;

/** {@code crm:audit-verify} */
@Service
@Command(
        scope = "crm",
        name = "audit-verify",
        description =
                "Checks that no audit row was edited, removed or slipped in; prints the head of the chain to note")
public final class AuditVerifyCommand extends ExplainedAction {
    @Reference
    private AuditVerifier verifier;

    @Option(
            name = "--head",
            multiValued = true,
            valueToShowInHelp = "POSITION:SEAL",
            description = "A head that was noted before: finds a tail that was cut off since")
    private List<String> noted = new ArrayList<>();

    @Override
    void run() {
        AuditVerifier.Report report =
                verifier.verify(noted.stream().map(AuditVerifyCommand::head).toList());
        report.findings()
                .forEach(found -> System.out.println(found.kind() + " at " + found.position() + ": " + found.text()));
        report.takenBack()
                .forEach(restore -> System.out.println("taken back to " + restore.to() + " by the restore at "
                        + restore.at() + ": heads noted between are given up"));
        System.out.println(report.sealed() + " rows are sealed (" + report.older() + " from before the chain), "
                + report.unsealed() + " wait for their seals");
        if (report.head() != null) {
            System.out.println(
                    "head " + report.head().position() + ":" + report.head().seal());
        }
        if (!report.isSound()) {
            throw new IllegalArgumentException(
                    "the audit was tampered with: " + report.findings().size() + " finding(s)");
        }
        System.out.println("The audit is sound.");
    }

    private static Head head(String text) {
        Head head = Head.parse(text);
        if (head == null) {
            throw new IllegalArgumentException("not a head: " + text);
        }
        return head;
    }
}
