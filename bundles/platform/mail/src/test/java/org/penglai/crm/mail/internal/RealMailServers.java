package org.penglai.crm.mail.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.penglai.crm.persistence.testing.TestFolders;

/** Postfix and Dovecot with folders of their own, on free ports of the loopback. Their programs want to be root's. */
public final class RealMailServers implements AutoCloseable {
    public static final String PASSWORD = "secret";
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final int smtp = freePort();
    public final int imap = freePort();
    public final int pop3 = freePort();
    private final Path folder;

    /** @param addresses who has a mailbox; each signs in by it and {@link #PASSWORD} */
    public RealMailServers(String... addresses) throws IOException, InterruptedException {
        folder = TestFolders.untilTheEnd("penglai-mail-servers").toAbsolutePath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String part : List.of("postfix", "queue", "data", "dovecot", "boxes")) {
            Files.createDirectories(folder.resolve(part));
        }
        long boxes = give("boxes", "mail");
        give("data", "postfix");
        postfix(boxes, List.of(addresses));
        dovecot();
        startPostfix();
        startDovecot();
    }

    /** Whether the machine has them; test.sh sees to that. */
    public static boolean areInstalled() {
        return Files.isExecutable(POSTFIX) && Files.isExecutable(DOVECOT);
    }

    /** Folder with a Maildir for each mailbox. */
    public Path boxes() {
        return folder.resolve("boxes");
    }

    public void startPostfix() throws IOException, InterruptedException {
        run(POSTFIX.toString(), "-c", folder.resolve("postfix").toString(), "start");
        await(smtp);
    }

    public void stopPostfix() throws IOException, InterruptedException {
        run(POSTFIX.toString(), "-c", folder.resolve("postfix").toString(), "stop");
    }

    public void startDovecot() throws IOException, InterruptedException {
        run(DOVECOT.toString(), "-c", folder.resolve("dovecot.conf").toString());
        await(imap);
        await(pop3);
    }

    public void stopDovecot() throws IOException, InterruptedException {
        run(DOVECOT.toString(), "-c", folder.resolve("dovecot.conf").toString(), "stop");
    }

    /** Gives a mail to Postfix; it is in the mailboxes some moments later. */
    public void post(String from, List<String> recipients, byte[] mail) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(smtp));
        properties.setProperty("mail.smtp.from", from);
        properties.setProperty("mail.smtp.timeout", "30000");
        properties.setProperty("mail.smtp.allow8bitmime", "true");
        InternetAddress[] addresses = new InternetAddress[recipients.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(recipients.get(i));
        }
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            // As it is: Transport.send would give it another Message-ID.
            transport.sendMessage(new MimeMessage(session, new ByteArrayInputStream(mail)), addresses);
        }
    }

    /** What lies in a mailbox, each as its owner's programs see it. */
    public List<byte[]> box(String address) {
        List<byte[]> mails = new ArrayList<>();
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", imap, address, PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    message.writeTo(bytes);
                    mails.add(bytes.toByteArray());
                }
            }
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
        return mails;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopPostfix();
        stopDovecot();
    }

    private void postfix(long boxes, List<String> addresses) throws IOException {
        Path own = folder.resolve("postfix");
        String domains = addresses.stream()
                .map(address -> address.substring(address.indexOf('@') + 1))
                .distinct()
                .collect(Collectors.joining(" "));
        Files.write(
                own.resolve("boxes"),
                addresses.stream().map(address -> address + " " + address + "/").toList());
        Files.writeString(
                own.resolve("main.cf"),
                """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mx.example.com
                mydestination =
                alias_maps =
                mynetworks = 127.0.0.0/8
                smtpd_relay_restrictions = permit_mynetworks, reject
                virtual_mailbox_domains = %2$s
                virtual_mailbox_base = %1$s/boxes
                virtual_mailbox_maps = texthash:%1$s/postfix/boxes
                virtual_minimum_uid = 1
                virtual_uid_maps = static:%3$d
                virtual_gid_maps = static:%3$d
                virtual_mailbox_limit = 0
                maillog_file = %1$s/postfix.log
                maillog_file_prefixes = %1$s
                """
                        .formatted(folder, domains, boxes));
        Files.writeString(
                own.resolve("master.cf"),
                """
                127.0.0.1:%d inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                flush unix n - n 1000? 0 flush
                postlog unix-dgram n - n - 1 postlogd
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                """
                        .formatted(smtp));
    }

    private void dovecot() throws IOException {
        Files.writeString(
                folder.resolve("dovecot.conf"),
                """
                base_dir = %1$s/dovecot
                state_dir = %1$s/dovecot
                log_path = %1$s/dovecot.log
                protocols = imap pop3
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain
                mail_location = maildir:%1$s/boxes/%%u
                first_valid_uid = 1
                passdb {
                  driver = static
                  args = password=%4$s
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/boxes/%%u
                }
                service imap-login {
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    port = %3$d
                  }
                  inet_listener pop3s {
                    port = 0
                  }
                }
                """
                        .formatted(folder, imap, pop3, PASSWORD));
    }

    /** Makes a folder somebody's; says his number. */
    private long give(String part, String user) throws IOException {
        Path given = folder.resolve(part);
        UserPrincipal owner =
                given.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        Files.setOwner(given, owner);
        return ((Integer) Files.getAttribute(given, "unix:uid")).longValue();
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("commands.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + Files.readString(output));
        }
    }

    private void await(int port) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException notYet) {
                if (Instant.now().isAfter(end)) {
                    throw notYet;
                }
                Thread.sleep(20);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
