package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;

/** What an error of Vault's means to the operator who has to mend it. */
final class VaultTrouble {

    private VaultTrouble() {}

    static SigningUnavailable explain(String path, RuntimeException trouble) {
        return new SigningUnavailable(
                reason(trouble), "Vault, asked for %s: %s".formatted(path, onOneLine(trouble)), trouble);
    }

    private static String onOneLine(RuntimeException trouble) {
        if (isTimeout(trouble)) {
            return "no answer within hubify.identity.signing.vault.timeout";
        }
        return String.valueOf(trouble.getMessage()).strip().replaceAll("\\s+", " ");
    }

    static boolean isRefusal(RuntimeException trouble) {
        return status(trouble).filter(status -> status == 403).isPresent();
    }

    private static Reason reason(RuntimeException trouble) {
        boolean login = find(trouble, VaultLoginException.class).isPresent();
        return status(trouble)
                .map(status -> reason(status, login))
                .orElseGet(
                        () -> isUnreachable(trouble) ? Reason.UNREACHABLE : login ? Reason.FORBIDDEN : Reason.FAILED);
    }

    private static Reason reason(int status, boolean login) {
        return switch (status) {
            case 401, 403 -> Reason.FORBIDDEN;
            // To a login this is what Vault says of a wrong role or secret; to a request, of a key or version it lacks.
            case 400, 404 -> login ? Reason.FORBIDDEN : Reason.KEY_MISSING;
            // Standby nodes of several kinds, and sealed ones.
            case 429, 472, 473, 503 -> Reason.SEALED;
            default -> Reason.FAILED;
        };
    }

    /** Whether nothing came back for as long as we were willing to wait. */
    static boolean isTimeout(RuntimeException trouble) {
        return find(trouble, SocketTimeoutException.class).isPresent()
                || find(trouble, HttpTimeoutException.class).isPresent();
    }

    private static boolean isUnreachable(RuntimeException trouble) {
        return find(trouble, ResourceAccessException.class).isPresent()
                || find(trouble, IOException.class).isPresent();
    }

    private static Optional<Integer> status(RuntimeException trouble) {
        return find(trouble, RestClientResponseException.class)
                .map(response -> response.getStatusCode().value());
    }

    private static <T extends Throwable> Optional<T> find(Throwable trouble, Class<T> type) {
        return Stream.iterate(trouble, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
