package com.hubify.identity.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.ApiKeyToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(stream(out), stream(err));

    @Test
    void keepsResultsAndTalkApart() {
        terminal.say("talk");
        terminal.result(Json.newObject().put("a", 1));

        assertThat(text(out)).isEqualTo("{\n  \"a\": 1\n}\n");
        assertThat(text(err)).isEqualTo("talk\n");
    }

    @Test
    void letsNothingInvisibleThroughToTheScreen() {
        terminal.say("one\ntwo\u001b[2J");

        assertThat(text(err)).isEqualTo("one\ntwo\\u001b[2J\n");
    }

    /** An argument in the wrong place is repeated by the usage error, and standard error ends up in logs. */
    @Test
    void saysNoMoreOfKeyThanItsId() {
        String key = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

        terminal.say("Unmatched argument at index 3: '" + key + "', hfy_key_ is a prefix");

        assertThat(text(err)).isEqualTo("Unmatched argument at index 3: 'hfy_key_0aB3xY9z…', hfy_key_ is a prefix\n");
    }

    /** A key that is shown only once must not get lost in silence. */
    @Test
    void saysThatTheResultCouldNotBeWritten() {
        Terminal full = new Terminal(stream(new FullDisk()), stream(err));

        assertThatThrownBy(() -> full.result("key"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.advice()).contains("it is lost", "rotate-secret"));
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("no space left on device");
        }
    }
}
