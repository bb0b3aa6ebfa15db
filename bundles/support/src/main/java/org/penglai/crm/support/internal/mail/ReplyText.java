package org.penglai.crm.support.internal.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells what somebody has written from what he answers to, as mail programs mark it in Chinese and English. When in doubt
 * everything stays: answers written between quoted lines are not torn apart.
 */
final class ReplyText {
    private static final int LONGEST_HEADER = 6;
    private static final Pattern QUOTED = Pattern.compile("^\\s*>.*");
    /** Lines above what is quoted: {@code On Monday, Li Hua wrote:}, {@code 李华于2026年3月2日写道：}. */
    private static final List<Pattern> MARKS = List.of(
            Pattern.compile("^\\s*On\\s.{4,300}\\bwrote:\\s*$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
            Pattern.compile("^\\s*(在|於|于)?\\s*.{2,300}(写道|寫道)\\s*[:：]\\s*$", Pattern.DOTALL),
            Pattern.compile(
                    "^\\s*[-_—=]{2,}\\s*(原始邮件|原始郵件|原邮件|回复的原邮件|回复的邮件|转发的邮件|转发邮件|转发邮件信息"
                            + "|Original Message|Original|Replied Message|Forwarded Message|Reply message)\\s*[-_—=]{2,}\\s*$",
                    Pattern.CASE_INSENSITIVE));
    /** The head of a quoted mail, as Outlook and Foxmail write it. */
    private static final Pattern FROM =
            Pattern.compile("^\\s*\\**(From|发件人|寄件者|寄件人|發件人)\\**\\s*[:：].*", Pattern.CASE_INSENSITIVE);

    private static final Pattern MORE_OF_HEAD = Pattern.compile(
            "^\\s*\\**(Sent|Date|To|Subject|发送时间|發送時間|发送日期|寄件日期|日期|时间|收件人|收件者|主题|主旨|主題)\\**\\s*[:：].*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE = Pattern.compile("^\\s*[-_—=]{5,}\\s*$");
    private static final Pattern DEVICE = Pattern.compile(
            "^\\s*(发自我的|發自我的|从我的.{1,20}发送|来自我的|Sent from my |Get Outlook for |获取 ?Outlook).*",
            Pattern.CASE_INSENSITIVE);

    private ReplyText() {}

    /** What was written; the whole text if there is nothing but quotation. */
    static String said(String text) {
        List<String> lines = text.replace("\r\n", "\n").lines().toList();
        int end = end(lines);
        while (end > 0 && isNothing(lines.get(end - 1))) {
            end--;
        }
        String said = String.join("\n", lines.subList(0, end)).strip();
        return said.isEmpty() ? text.strip() : said;
    }

    private static int end(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            int quoted = quotedFrom(lines, i);
            if (quoted >= 0 && !isAnsweredBetween(lines, quoted)) {
                return i;
            }
        }
        return lines.size();
    }

    /** Where the quoted lines begin if this line is the mark above them or the first of them; -1 otherwise. */
    private static int quotedFrom(List<String> lines, int at) {
        String line = lines.get(at);
        if (QUOTED.matcher(line).matches()) {
            return at;
        }
        if (isMark(line)) {
            return at + 1;
        }
        boolean broken = at + 1 < lines.size()
                && !line.isBlank()
                && isMark(line + " " + lines.get(at + 1).strip());
        if (broken && (line.strip().toLowerCase(Locale.ROOT).startsWith("on ") || line.contains("@"))) {
            return at + 2;
        }
        return isHead(lines, at) ? at + 1 : -1;
    }

    private static boolean isMark(String line) {
        return MARKS.stream().anyMatch(mark -> mark.matcher(line).matches());
    }

    private static boolean isHead(List<String> lines, int at) {
        if (!FROM.matcher(lines.get(at)).matches()) {
            return false;
        }
        int end = Math.min(lines.size(), at + LONGEST_HEADER);
        return lines.subList(at + 1, end).stream()
                        .filter(line -> MORE_OF_HEAD.matcher(line).matches())
                        .count()
                >= 2;
    }

    /** Whether something of his own follows lines that are marked as quoted. */
    private static boolean isAnsweredBetween(List<String> lines, int from) {
        boolean quoted = false;
        for (String line : lines.subList(Math.min(from, lines.size()), lines.size())) {
            if (QUOTED.matcher(line).matches()) {
                quoted = true;
            } else if (quoted && !line.isBlank() && !isNothing(line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNothing(String line) {
        return line.isBlank()
                || LINE.matcher(line).matches()
                || DEVICE.matcher(line).matches();
    }
}
