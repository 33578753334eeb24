package com.hubify.identity.server.vault;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.vault.authentication.VaultLoginException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;

/** Why a request to Vault failed, as far as the operator's remedy differs. */
public enum VaultTrouble {
    /** No answer in time, or no connection. */
    UNREACHABLE,
    /** Vault is sealed, or this node of it stands by. */
    SEALED,
    /** The login was refused, or the policy lacks a path. */
    FORBIDDEN,
    /** There is nothing at the path, or not in that version. */
    MISSING,
    /** An error, or an answer that could not be understood. */
    FAILED;

    public static VaultTrouble of(RuntimeException failure) {
        boolean login = find(failure, VaultLoginException.class).isPresent();
        return status(failure)
                .map(status -> of(status, login))
                .orElseGet(() -> isUnreachable(failure) ? UNREACHABLE : login ? FORBIDDEN : FAILED);
    }

    /** What failed and why, on one line. */
    public static String describe(String path, RuntimeException failure) {
        String reason = isTimeout(failure)
                ? "no answer within hubify.identity.signing.vault.timeout"
                : String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
        return "Vault, asked for %s: %s".formatted(path, reason);
    }

    public static boolean isRefusal(RuntimeException failure) {
        return status(failure).filter(status -> status == 403).isPresent();
    }

    /** Whether the whole time-out went by without an answer. */
    public static boolean isTimeout(RuntimeException failure) {
        return find(failure, SocketTimeoutException.class).isPresent()
                || find(failure, HttpTimeoutException.class).isPresent();
    }

    private static VaultTrouble of(int status, boolean login) {
        return switch (status) {
            case 401, 403 -> FORBIDDEN;
            // To a login this is what Vault says of a wrong role or secret; to a request, of a key or version it lacks.
            case 400, 404 -> login ? FORBIDDEN : MISSING;
            // Standby nodes of several kinds, and sealed ones.
            case 429, 472, 473, 503 -> SEALED;
            default -> FAILED;
        };
    }

    private static boolean isUnreachable(RuntimeException failure) {
        return find(failure, ResourceAccessException.class).isPresent()
                || find(failure, IOException.class).isPresent();
    }

    private static Optional<Integer> status(RuntimeException failure) {
        return find(failure, RestClientResponseException.class)
                .map(response -> response.getStatusCode().value());
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
