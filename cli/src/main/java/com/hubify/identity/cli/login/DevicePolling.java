package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.session.Pause;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks until the user has decided, as often as the server allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628, section 3.5</a>
 */
final class DevicePolling {

    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    /** No server gives a user longer; a number out of bounds must not make us wait for ever. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private final TokenEndpoint tokens;
    private final Clock clock;
    private final Pause pause;

    DevicePolling(TokenEndpoint tokens, Clock clock, Pause pause) {
        this.tokens = tokens;
        this.clock = clock;
        this.pause = pause;
    }

    TokenResponse await(DeviceAuthorizationSuccessResponse device) {
        DeviceCodeGrant grant = new DeviceCodeGrant(device.getDeviceCode());
        Duration interval = atMost(LONGEST_INTERVAL, device.getInterval());
        Instant deadline = clock.instant().plus(atMost(LONGEST_LIFE, device.getLifetime()));
        while (clock.instant().isBefore(deadline) && !Thread.currentThread().isInterrupted()) {
            pause.during(interval);
            Optional<TokenResponse> answer = ask(grant);
            if (answer.isEmpty()) {
                interval = atMost(LONGEST_INTERVAL, interval.toSeconds() * 2);
            } else if (isDecided(answer.get())) {
                return answer.get();
            } else if (code(answer.get()).equals("slow_down")) {
                interval = atMost(LONGEST_INTERVAL, interval.plus(SLOW_DOWN).toSeconds());
            }
        }
        throw expired();
    }

    /** One try; empty if the server can't answer now, which is no reason to stop. */
    private Optional<TokenResponse> ask(DeviceCodeGrant grant) {
        try {
            return Optional.of(tokens.redeem(grant));
        } catch (Failure failure) {
            if (failure.exitCode() == ExitCode.UNREACHABLE || failure.exitCode() == ExitCode.TOO_MANY_REQUESTS) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean isDecided(TokenResponse answer) {
        if (answer.indicatesSuccess()) {
            return true;
        }
        switch (code(answer)) {
            case "authorization_pending", "slow_down" -> {
                return false;
            }
            case "expired_token" -> throw expired();
            case "access_denied" ->
                throw new Failure(
                        ExitCode.SIGN_IN_INCOMPLETE,
                        "The sign-in was declined.",
                        "If you did not mean to decline, run 'hubify auth login --device' again.");
            default -> {
                return true;
            }
        }
    }

    private static String code(TokenResponse answer) {
        if (answer.indicatesSuccess()) {
            return "";
        }
        ErrorObject error = answer.toErrorResponse().getErrorObject();
        return ServerError.of(error).code();
    }

    private static Duration atMost(Duration limit, long seconds) {
        return Duration.ofSeconds(Math.max(1, Math.min(limit.toSeconds(), seconds)));
    }

    private static Failure expired() {
        return new Failure(
                ExitCode.SIGN_IN_INCOMPLETE,
                "The code expired before it was used.",
                "Run 'hubify auth login --device' again.");
    }
}
