package org.penglai.crm.mail.internal.incoming;

import com.sun.mail.pop3.POP3Folder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.mail.FetchProfile;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.UIDFolder;
import org.penglai.crm.mail.internal.Words;

/** Reads a mailbox by POP3: what has a name (UIDL) that was not seen before. Each look is a connection of its own. */
final class Pop3Reading implements BoxReading {
    private static final int BATCH = 200;

    private final BoxSettings box;
    private final String password;
    private final Arrivals arrivals;
    private final FolderStates states;
    private final Session session;
    private volatile Store open;
    private final CountDownLatch going = new CountDownLatch(1);
    private volatile boolean stopped;

    Pop3Reading(BoxSettings box, String password, Arrivals arrivals, FolderStates states) {
        this.box = box;
        this.password = password;
        this.arrivals = arrivals;
        this.states = states;
        Properties properties = box.server().properties("pop3");
        // Mails go to disk, not into memory.
        properties.setProperty("mail.pop3.filestore.enable", "true");
        session = Session.getInstance(properties);
    }

    @Override
    public void read() throws MessagingException, IOException {
        try (Store store = session.getStore("pop3")) {
            open = store;
            store.connect(box.server().host(), box.server().username(), password);
            try (POP3Folder folder = (POP3Folder) store.getFolder(BoxSettings.INBOX)) {
                folder.open(box.deletes() ? Folder.READ_WRITE : Folder.READ_ONLY);
                read(folder);
            }
        } catch (MessagingException failure) {
            states.failed(box.id(), BoxSettings.INBOX, Words.of(failure));
            throw failure;
        } finally {
            open = null;
        }
    }

    private void read(POP3Folder folder) throws MessagingException, IOException {
        FolderStates.State state = states.state(box.id(), BoxSettings.INBOX);
        Message[] all = folder.getMessages();
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(all, profile);
        for (int from = 0; from < all.length && !stopped; from += BATCH) {
            batch(folder, List.of(all).subList(from, Math.min(all.length, from + BATCH)));
        }
        if (state.reread() && !stopped) {
            states.reread(box.id(), BoxSettings.INBOX);
        }
        if (!stopped) {
            states.looked(box.id(), BoxSettings.INBOX, 0, null);
        }
    }

    private void batch(POP3Folder folder, List<Message> batch) throws MessagingException, IOException {
        List<String> places = new ArrayList<>();
        for (Message message : batch) {
            places.add(folder.getUID(message));
        }
        Set<String> known = new HashSet<>(arrivals.known(box.id(), BoxSettings.INBOX, places));
        int fetched = 0;
        for (int i = 0; i < batch.size() && !stopped; i++) {
            Message message = batch.get(i);
            if (!known.contains(places.get(i)) && !isOld(message)) {
                take(places.get(i), message);
                fetched++;
            }
            if (box.deletes() && (known.contains(places.get(i)) || !isOld(message))) {
                message.setFlag(Flags.Flag.DELETED, true);
            }
        }
        states.read(box.id(), BoxSettings.INBOX, 0, 0, fetched);
    }

    private void take(String place, Message message) throws MessagingException, IOException {
        try (Source source = Source.of(InputStream::nullInputStream)) {
            try (OutputStream out = Files.newOutputStream(source.file())) {
                message.writeTo(out);
            }
            arrivals.take(box.id(), BoxSettings.INBOX, place, Instant.now(), source.file());
        }
    }

    /** POP3 knows no time of arrival: what the mail says has to do. */
    private boolean isOld(Message message) throws MessagingException {
        Date date = message.getSentDate();
        return date != null && box.isOld(date.toInstant());
    }

    @Override
    public void await(long millis) throws InterruptedException {
        going.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        stopped = true;
        going.countDown();
        Store store = open;
        if (store != null) {
            try {
                store.close();
            } catch (MessagingException | IllegalStateException e) {
                // It goes anyhow.
                return;
            }
        }
    }
}
