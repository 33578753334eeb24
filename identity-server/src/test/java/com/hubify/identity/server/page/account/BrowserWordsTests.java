package com.hubify.identity.server.page.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserWordsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0|Edge on Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15|Safari on Mac",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1|Chrome on iPhone",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36|Samsung Internet on Android",
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36|Chrome on ChromeOS",
                "Mozilla/5.0|An unknown browser",
                "hubify-cli/0.1.0-SNAPSHOT|Hubify command line",
                "hubify-cli/development|Hubify command line",
                "curl/8.5.0|A program",
                "Java-http-client/17.0.9 on Linux|A program",
                "''|An unknown browser or program",
                // Attack: markup, or words that look like another place.
                "<script>alert(1)</script> on Windows|A program",
                "Mozilla/5.0 <script>alert(1)</script> on Windows|A browser on Windows",
                "Your own phone (do not end)|A program",
                "Your own phone hubify-cli/1|A program",
            })
    void saysInPlainWordsWhatItIs(String userAgent, String words) {
        assertThat(BrowserWords.of(userAgent)).isEqualTo(words);
    }
}
