package com.hubify.identity.resource.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Verification;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;

@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTests {

    private final RefusalLog log = new RefusalLog();

    @Test
    void saysWhyInOneLine(CapturedOutput output) {
        note(Verification.Reason.AUDIENCE, "/v1/labs");

        assertThat(lines(output))
                .singleElement()
                .asString()
                .contains("INFO")
                .endsWith("401 for GET /v1/labs (req_1): it is meant for another service");
    }

    @Test
    void hasAPhraseForEachReason(CapturedOutput output) {
        for (Verification.Reason reason : Verification.Reason.values()) {
            note(reason, "/v1/labs");

            assertThat(output).contains(": " + reason.phrase());
        }
        log.note(BearerErrors.of(new InsufficientAuthenticationException("none")), "req_1", "GET", "/v1/labs");
        assertThat(output).contains(": no bearer credential was sent");
    }

    /** Attack: fill the disk, or hide one line among a million, by sending nonsense. */
    @Test
    void strangersCauseAFewLinesAMinuteAndDrownNoOtherReason(CapturedOutput output) {
        IntStream.range(0, 1_000).forEach(i -> note(Verification.Reason.MALFORMED, "/" + i));
        note(Verification.Reason.REVOKED, "/v1/labs");

        assertThat(lines(output).stream().filter(line -> line.contains("neither an API key")))
                .hasSizeLessThanOrEqualTo(2 * RefusalLog.LINES) // a new minute may begin meanwhile
                .anyMatch(line -> line.endsWith("; no more lines about this reason within this minute"));
        assertThat(output).contains("has been revoked");
    }

    /** Attack, or a mistake: a path with lines of its own, a terminal's commands, or the key itself. */
    @Test
    void writesNothingThatAPathShouldNotHold(CapturedOutput output) {
        note(
                Verification.Reason.MALFORMED,
                "/v1/\r\nINFO all is well\u001b[2J/hfy_key_0aB3xY9zSecret/" + "x".repeat(9_000));

        assertThat(lines(output))
                .singleElement()
                .asString()
                .contains("/v1/??INFO?all?is?well?[2J/hfy_key_…/xxx")
                .doesNotContain("0aB3xY9z")
                .hasSizeLessThan(600);
    }

    @Test
    void saysNothingOfWhatIsNo401(CapturedOutput output) {
        log.note(BearerErrors.of(new AccessDeniedException("no")), "req_1", "GET", "/v1/labs");
        log.note(
                Refusal.challenging(HttpStatus.BAD_REQUEST, "invalid_request", "Two.", Map.of())
                        .because("two"),
                "req_1",
                "GET",
                "/v1/labs");

        assertThat(lines(output)).isEmpty();
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("RefusalLog") || line.contains("all is well"))
                .toList();
    }

    private void note(Verification.Reason reason, String path) {
        log.note(BearerErrors.of(new CredentialRefused(reason)), "req_1", "GET", path);
    }
}
