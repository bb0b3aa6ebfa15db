package org.penglai.crm.mail.internal.incoming;

import com.sun.mail.imap.IMAPFolder;
import com.sun.mail.imap.IMAPMessage;
import com.sun.mail.imap.IMAPStore;
import java.io.IOException;
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
import javax.mail.UIDFolder;
import org.penglai.crm.mail.internal.Words;

/** Reads a mailbox by IMAP: what lies behind the last number of each folder, told by the server where it can (IDLE). */
final class ImapReading implements BoxReading {
    private static final int BATCH = 200;

    private final BoxSettings box;
    private final Arrivals arrivals;
    private final FolderStates states;
    private final IMAPStore store;
    private volatile IMAPFolder waiting;
    private final CountDownLatch going = new CountDownLatch(1);
    private volatile boolean stopped;

    ImapReading(BoxSettings box, String password, Arrivals arrivals, FolderStates states) throws MessagingException {
        this.box = box;
        this.arrivals = arrivals;
        this.states = states;
        Properties properties = box.server().properties("imap");
        properties.setProperty("mail.imap.peek", "true");
        properties.setProperty("mail.imap.fetchsize", "1048576");
        store = (IMAPStore) Session.getInstance(properties).getStore("imap");
        store.connect(box.server().host(), box.server().username(), password);
    }

    @Override
    public void read() throws MessagingException, IOException {
        for (String name : box.folders()) {
            if (stopped) {
                return;
            }
            try (IMAPFolder folder = (IMAPFolder) store.getFolder(name)) {
                folder.open(box.marksRead() || box.deletes() ? Folder.READ_WRITE : Folder.READ_ONLY);
                read(name, folder);
            } catch (MessagingException failure) {
                states.failed(box.id(), name, Words.of(failure));
                throw failure;
            }
        }
    }

    private void read(String name, IMAPFolder folder) throws MessagingException, IOException {
        FolderStates.State state = states.state(box.id(), name);
        long validity = folder.getUIDValidity();
        boolean anew = state.uidValidity() != validity;
        long last = anew ? 0 : state.lastUid();
        Message[] all = folder.getMessagesByUID(state.reread() ? 1 : last + 1, UIDFolder.LASTUID);
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(all, profile);
        List<Message> open = new ArrayList<>();
        for (Message message : all) {
            // A server answers with its last mail when there is none behind.
            if (message != null && (state.reread() || folder.getUID(message) > last)) {
                open.add(message);
            }
        }
        for (int from = 0; from < open.size() && !stopped; from += BATCH) {
            batch(name, folder, validity, last, open, from);
        }
        if (state.reread() && !stopped) {
            states.reread(box.id(), name);
        }
        if (!stopped) {
            states.looked(box.id(), name, 0, null);
        }
    }

    private void batch(String name, IMAPFolder folder, long validity, long last, List<Message> open, int from)
            throws MessagingException, IOException {
        List<Message> batch = open.subList(from, Math.min(open.size(), from + BATCH));
        List<String> places = new ArrayList<>();
        for (Message message : batch) {
            places.add(place(validity, folder.getUID(message)));
        }
        Set<String> known = new HashSet<>(arrivals.known(box.id(), name, places));
        states.looked(box.id(), name, open.size() - from, receivedAt(batch.get(0)));
        long reached = last;
        int fetched = 0;
        for (Message message : batch) {
            if (stopped) {
                break;
            }
            long uid = folder.getUID(message);
            String place = place(validity, uid);
            if (!known.contains(place) && !isOld(message)) {
                take(name, place, (IMAPMessage) message);
                fetched++;
            }
            reached = Math.max(reached, uid);
            treat(message, known.contains(place) || !isOld(message));
        }
        long before = states.state(box.id(), name).uidValidity() == validity
                ? states.state(box.id(), name).lastUid()
                : 0;
        states.read(box.id(), name, validity, Math.max(before, reached), fetched);
        if (box.deletes()) {
            folder.expunge();
        }
    }

    private void take(String name, String place, IMAPMessage message) throws MessagingException, IOException {
        Instant receivedAt = receivedAt(message);
        try (Source source = Source.of(message::getMimeStream)) {
            arrivals.take(box.id(), name, place, receivedAt, source.file());
        }
    }

    private void treat(Message message, boolean taken) throws MessagingException {
        if (taken && box.deletes()) {
            message.setFlag(Flags.Flag.DELETED, true);
        } else if (taken && box.marksRead()) {
            message.setFlag(Flags.Flag.SEEN, true);
        }
    }

    private boolean isOld(Message message) throws MessagingException {
        return box.isOld(receivedAt(message));
    }

    private static Instant receivedAt(Message message) throws MessagingException {
        Date date = message.getReceivedDate();
        return date == null ? Instant.now() : date.toInstant();
    }

    private static String place(long validity, long uid) {
        return validity + ":" + uid;
    }

    @Override
    public void await(long millis) throws MessagingException, InterruptedException {
        if (box.folders().size() > 1 || !store.hasCapability("IDLE")) {
            going.await(millis, TimeUnit.MILLISECONDS);
            return;
        }
        IMAPFolder folder = (IMAPFolder) store.getFolder(box.folders().get(0));
        try (folder) {
            folder.open(Folder.READ_ONLY);
            FolderStates.State state = states.state(box.id(), folder.getFullName());
            boolean behind = folder.getUIDNext() > 0 && folder.getUIDNext() - 1 > state.lastUid();
            waiting = folder;
            if (!stopped && !behind && !state.reread()) {
                folder.idle(true);
            }
        } finally {
            waiting = null;
        }
    }

    /** Ends the waiting, so that the connection is known to be there. */
    void nudge() {
        IMAPFolder folder = waiting;
        if (folder != null) {
            try {
                folder.getMessageCount();
            } catch (MessagingException | IllegalStateException e) {
                // The waiting thread finds out, too.
                return;
            }
        }
    }

    @Override
    public void stop() {
        stopped = true;
        going.countDown();
        IMAPFolder folder = waiting;
        try {
            if (folder != null) {
                folder.forceClose();
            }
            store.close();
        } catch (MessagingException | IllegalStateException e) {
            // It goes anyhow.
            return;
        }
    }
}
