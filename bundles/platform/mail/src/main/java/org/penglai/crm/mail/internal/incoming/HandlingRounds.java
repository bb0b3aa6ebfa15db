package org.penglai.crm.mail.internal.incoming;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.mail.IncomingMailHandler;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.mail.internal.Words;
import org.penglai.crm.mail.internal.mime.UnreadableMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each mail that waits to whom it goes to. For one thread. */
final class HandlingRounds {
    private static final Logger LOG = LoggerFactory.getLogger(HandlingRounds.class);

    private final IncomingRows rows;
    private final ReceivedMails mails;
    private final Handlers handlers;
    private final Bulkheads bulkheads;
    private long come;

    HandlingRounds(IncomingRows rows, ReceivedMails mails, Handlers handlers, Bulkheads bulkheads) {
        this.rows = rows;
        this.mails = mails;
        this.handlers = handlers;
        this.bulkheads = bulkheads;
    }

    /** Deals with what waits, until nothing does. */
    void round() throws InterruptedException {
        long now = handlers.come();
        if (now != come) {
            rows.present();
            come = now;
        }
        for (List<IncomingRows.Waiting> due = rows.due(); !due.isEmpty(); due = rows.due()) {
            for (IncomingRows.Waiting mail : due) {
                one(mail);
            }
        }
    }

    private void one(IncomingRows.Waiting mail) throws InterruptedException {
        List<Long> mailboxes = mails.mailboxes(mail);
        Optional<String> destination = rows.destination(mailboxes);
        Optional<Handlers.Owned> handler = destination.flatMap(handlers::find);
        if (destination.isPresent() && handler.isEmpty()) {
            rows.absent(mail);
            return;
        }
        try (ReceivedMails.Opened opened = mails.open(mail)) {
            if (handler.isEmpty()) {
                rows.kept(mail);
                return;
            }
            give(mail, opened, opened.seen(mail, mailboxes), handler.get());
        } catch (UnreadableMail unreadable) {
            rows.broken(mail, unreadable.getMessage());
        } catch (IOException | NotFound failure) {
            rows.failed(mail, Words.of(failure));
        }
    }

    private void give(IncomingRows.Waiting mail, ReceivedMails.Opened opened, IncomingMail seen, Handlers.Owned handler)
            throws InterruptedException, IOException {
        Part part = new Part(
                handler.bundle(), Part.Kind.HANDLER, "mail:" + handler.handler().name());
        try {
            IncomingMailHandler.Result result =
                    bulkheads.call(part, () -> handler.handler().handle(seen));
            if (result.record() != null && opened.hasFiles()) {
                opened.putOn(result.record());
            }
            rows.settled(mail, result);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof Unavailable) {
                rows.absent(mail);
            } else {
                LOG.warn("The mail {} was not handled by {}: {}", mail.id(), part.name(), cause.toString(), cause);
                rows.failed(mail, Words.of(cause));
            }
        } catch (Unavailable swapped) {
            rows.absent(mail);
        } catch (Fenced fenced) {
            if (fenced.reason() == Fenced.Reason.TIMEOUT) {
                rows.failed(mail, Words.of(fenced));
            } else {
                rows.absent(mail);
            }
        } catch (CrmException refused) {
            rows.failed(mail, Words.of(refused));
        }
    }
}
