package org.penglai.crm.itests.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.mail.MessagingException;
import org.penglai.crm.mail.internal.RealMailServers;

/** Customers who write to the firm, some of them to two addresses at once, and what they get back. */
final class Customers implements Runnable {
    static final String SUPPORT = "support@penglai.example";
    static final String SALES = "sales@penglai.example";
    private static final int MAILS_OF_EACH = 10;
    private static final int TO_BOTH_EVERY = 7;
    private static final long PAUSE_MS = 20;

    private final RealMailServers servers;
    private final int mails;
    private volatile Throwable failure;

    Customers(RealMailServers servers, int mails) {
        this.servers = servers;
        this.mails = mails;
    }

    /** Who has a mailbox: the firm and all customers. */
    static String[] addresses(int mails) {
        List<String> all = new ArrayList<>(List.of(SUPPORT, SALES));
        IntStream.rangeClosed(0, mails / MAILS_OF_EACH)
                .mapToObj(Customers::address)
                .forEach(all::add);
        return all.toArray(String[]::new);
    }

    static String subject(int mail) {
        return "泵不转 第" + mail + "号";
    }

    static String messageId(int mail) {
        return "<m" + mail + "@customer.example>";
    }

    Throwable failure() {
        return failure;
    }

    /** Writes all mails; whoever finds the mail server away tries again, as mail programs do. */
    @Override
    public void run() {
        try {
            for (int mail = 0; mail < mails; mail++) {
                post(mail);
                Thread.sleep(PAUSE_MS); // mail comes one after the other
            }
        } catch (InterruptedException e) {
            failure = e;
        }
    }

    /** How often each mail whose text begins with {@code 答复} arrived, by that line. */
    Map<String, Integer> answers() {
        Map<String, Integer> counts = new HashMap<>();
        for (String address : addresses(mails)) {
            if (address.endsWith("@customer.example")) {
                servers.box(address).stream().map(Answers::line).forEach(line -> counts.merge(line, 1, Integer::sum));
            }
        }
        return counts;
    }

    private void post(int mail) throws InterruptedException {
        List<String> to = mail % TO_BOTH_EVERY == 0 ? List.of(SUPPORT, SALES) : List.of(SUPPORT);
        String from = address(mail / MAILS_OF_EACH);
        byte[] source = ("From: <" + from + ">\r\nTo: " + String.join(", ", to) + "\r\nMessage-ID: " + messageId(mail)
                        + "\r\nSubject: =?UTF-8?B?"
                        + Base64.getEncoder().encodeToString(subject(mail).getBytes(StandardCharsets.UTF_8))
                        + "?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8"
                        + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n请尽快处理。\r\n")
                .getBytes(StandardCharsets.UTF_8);
        while (true) {
            try {
                servers.post(from, to, source);
                return;
            } catch (MessagingException away) {
                Thread.sleep(PAUSE_MS * 10); // until the mail server is back
            }
        }
    }

    private static String address(int customer) {
        return "c" + customer + "@customer.example";
    }
}
