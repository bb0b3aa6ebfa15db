package org.penglai.crm.itests.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Reply;

/** An agent who answers each ticket that has no answer yet, however often the server dies under his hands. */
final class Answers implements Runnable {
    private static final long PAUSE_MS = 100;
    private static final int AT_ONCE = 20;

    private final CrmServer server;
    private final String queue;
    /** What the server said was written. */
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

    Answers(CrmServer server, String queue) {
        this.server = server;
        this.queue = queue;
    }

    Set<String> confirmed() {
        return confirmed;
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                CrmClient crm = server.administrator();
                while (!ended) {
                    if (!answerSome(crm)) {
                        Thread.sleep(PAUSE_MS); // for more mail
                    }
                }
            } catch (IOException | AssertionError | InterruptedException serverIsDead) {
                pause();
            }
        }
    }

    private boolean answerSome(CrmClient crm) throws IOException, InterruptedException {
        String unanswered = "/api/v1/tickets?limit=" + AT_ONCE
                + "&sort=id&fields=id,subject&filter=channel==mail;firstRespondedAt=null=true;queue==" + queue;
        boolean answered = false;
        for (JsonNode ticket : crm.get(unanswered).expect(200).json().get("items")) {
            String line = "答复 " + ticket.get("subject").asText();
            Reply reply =
                    crm.post("/api/v1/tickets/" + ticket.get("id").asText() + "/actions/reply", Map.of("body", line));
            if (reply.status() == 200) {
                confirmed.add(line);
            }
            answered = true;
        }
        return answered;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS); // until the server is back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line of a mail's text. */
    static String line(byte[] source) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source));
            return text(mail.getContent()).lines().findFirst().orElse("").trim();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Object content) throws MessagingException, IOException {
        return content instanceof javax.mail.Multipart parts
                ? text(parts.getBodyPart(0).getContent())
                : content.toString();
    }
}
