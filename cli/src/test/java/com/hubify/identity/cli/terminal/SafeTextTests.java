package com.hubify.identity.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTests {

    @Test
    void leavesVisibleTextAlone() {
        assertThat(SafeText.line("José ☃ 漢字 😀 (ok)")).isEqualTo("José ☃ 漢字 😀 (ok)");
    }

    @Test
    void writesOutEverythingInvisible() {
        assertThat(SafeText.line("\u001b[2J")).isEqualTo("\\u001b[2J");
        assertThat(SafeText.line("\u009b")).isEqualTo("\\u009b");
        assertThat(SafeText.line("\u007f")).isEqualTo("\\u007f");
        assertThat(SafeText.line("\u202e\u2066\u200b\ufeff")).isEqualTo("\\u202e\\u2066\\u200b\\ufeff");
        assertThat(SafeText.line("\u2028\ud800")).isEqualTo("\\u2028\\ud800");
        assertThat(SafeText.line("a\r\nb\tc")).isEqualTo("a\\u000d\\u000ab\\u0009c");
        assertThat(SafeText.line(new String(Character.toChars(0xE0041)))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void cutsWhatNobodyWouldRead() {
        assertThat(SafeText.line("x".repeat(10_000))).hasSize(501).endsWith("…");
    }
}
