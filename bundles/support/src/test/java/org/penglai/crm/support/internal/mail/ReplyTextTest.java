package org.penglai.crm.support.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is told from what it answers to. */
class ReplyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, Mar 2, 2026 at 9:00 AM Support <support@example.com> wrote:\n> 您好\n> 已发货",
                "On Mon, Mar 2, 2026 at 9:00 AM Support Desk of the Company\n<support@example.com> wrote:\n> Hello",
                "在 2026-03-02 09:00:00，\"蓬莱客服\" <support@example.com> 写道：\n> 您好",
                "蓬莱客服 <support@example.com> 于2026年3月2日周一 09:00写道：\n\n您好，已发货。",
                "------------------ 原始邮件 ------------------\n发件人: \"客服\" <support@example.com>;\n发送时间: 2026年3月2日\n收件人: 我",
                "---- 回复的原邮件 ----\n| 发件人 | 客服 |",
                "-----Original Message-----\nFrom: Support\nSent: Monday\nTo: Li\nSubject: Re",
                "________________________________\nFrom: Support <support@example.com>\nSent: Monday, March 2, 2026\nTo: Li",
                "发件人： 蓬莱客服\n发送时间： 2026-03-02 09:00\n收件人： 李华\n主题： Re: 泵",
                "寄件者: 客服\n寄件日期: 2026年3月2日\n收件者: 李華\n主旨: Re: 泵",
                "*From:* Support\n*Date:* Monday\n*To:* Li",
                "> 您好\n> 已发货",
                "发自我的iPhone",
                "Sent from my Galaxy\n\nOn Monday, Support wrote:\n> Hello"
            })
    void whatIsQuotedIsFoldedAway(String quoted) {
        assertThat(ReplyText.said("收到，谢谢。\n明天到。\n\n" + quoted)).isEqualTo("收到，谢谢。\n明天到。");
        assertThat(ReplyText.said("Thanks.\r\n\r\n" + quoted.replace("\n", "\r\n")))
                .isEqualTo("Thanks.");
    }

    @Test
    void answersBetweenQuotedLinesStay() {
        String text = "On Monday, Support wrote:\n> 型号？\nP-200\n> 数量？\n3 台";
        assertThat(ReplyText.said(text)).isEqualTo(text);
    }

    @Test
    void whatOnlyLooksLikeAMarkStays() {
        String text = "他写道：这泵不转。\n发件人：地址不详，请查。\n在 5 点以前写道就好\nI wrote: it does not run.";
        assertThat(ReplyText.said(text)).isEqualTo(text);
    }

    @Test
    void nothingButQuotationStaysWhole() {
        assertThat(ReplyText.said("> 您好")).isEqualTo("> 您好");
    }
}
