package com.hubify.identity.server.signing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param provider Where the private keys are: a Vault or OpenBao transit engine, or a local file for laptops.
 */
@ConfigurationProperties("hubify.identity.signing")
record SigningProperties(
        Provider provider,
        @DefaultValue Rotation rotation,
        @DefaultValue Local local,
        @DefaultValue Vault vault) {

    SigningProperties {
        if (provider == null) {
            throw new IllegalArgumentException(
                    "Set hubify.identity.signing.provider to 'vault', or on a laptop, with the"
                            + " profile 'local', to 'local'.");
        }
    }

    enum Provider {
        VAULT,
        LOCAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param period From one version's first use to the next one's.
     * @param announce How long a version is published before it is used. Longer than any verifier keeps a JWK set.
     * @param retire How long a version is published after its last use. Longer than any token lives, and clocks differ.
     * @param check How often to look whether there is something to do.
     */
    record Rotation(
            @DefaultValue("30d") Duration period,
            @DefaultValue("24h") Duration announce,
            @DefaultValue("25h") Duration retire,
            @DefaultValue("30s") Duration check) {

        private static final String PREFIX = "hubify.identity.signing.rotation.";

        /** What is published may be kept for so long, see {@link PublishedKeysCaching}. */
        private static final Duration SHORTEST_ANNOUNCE = PublishedKeysCaching.MAX_AGE.multipliedBy(2);

        /** An access token may live for a day. */
        private static final Duration SHORTEST_RETIRE = Duration.ofHours(24).plusMinutes(5);

        Rotation {
            require(announce.compareTo(SHORTEST_ANNOUNCE) >= 0, "announce must be at least " + SHORTEST_ANNOUNCE);
            require(retire.compareTo(SHORTEST_RETIRE) >= 0, "retire must be at least " + SHORTEST_RETIRE);
            require(period.compareTo(announce) > 0, "period must be longer than announce");
            require(
                    retire.plus(announce).dividedBy(period) < KeyRotation.MOST_PUBLISHED - 2,
                    "period must be longer: verifiers take a set of " + KeyRotation.MOST_PUBLISHED + " keys at most");
            require(check.compareTo(Duration.ZERO) > 0, "check must be more than 0");
        }

        RotationPolicy policy() {
            return new RotationPolicy(period, announce, retire);
        }

        private static void require(boolean isSo, String what) {
            if (!isSo) {
                throw new IllegalArgumentException(PREFIX + what);
            }
        }
    }

    /**
     * @param file File with the private keys, created if there is none.
     */
    record Local(@Nullable Path file) {}

    /**
     * @param uri Address of the Vault or OpenBao server.
     * @param caFile PEM file with the certificates to trust instead of the platform's.
     * @param mount Path of the transit engine.
     * @param keys Names of the transit keys.
     * @param timeout How long to wait for a connection, and then for an answer.
     * @param largestBatch Most signatures to ask for in one call.
     * @param authentication How to log in.
     * @param token Token to use as it is.
     * @param tokenFile File with the token, read at each login.
     */
    record Vault(
            @Nullable URI uri,
            @Nullable Path caFile,
            @DefaultValue("transit") String mount,
            @DefaultValue Keys keys,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("64") int largestBatch,
            @Nullable Authentication authentication,
            @Nullable Credential token,
            @Nullable Path tokenFile,
            @DefaultValue AppRole appRole,
            @DefaultValue Kubernetes kubernetes) {

        /** Somebody waits for a token, perhaps for two of these. */
        private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

        Vault {
            if (timeout.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
                throw new IllegalArgumentException(
                        "hubify.identity.signing.vault.timeout must be more than 0 and at most " + LONGEST_TIMEOUT
                                + ", not " + timeout);
            }
            if (largestBatch < 1 || largestBatch > 1000) {
                throw new IllegalArgumentException(
                        "hubify.identity.signing.vault.largest-batch must be from 1 to 1000, not " + largestBatch);
            }
        }
    }

    /**
     * @param es256 Name of the transit key, of type ecdsa-p256, that signs access tokens and most ID tokens.
     * @param rs256 Name of the transit key, of type rsa-2048 or larger, for clients that want RS256.
     * @param eddsa Name of the transit key, of type ed25519, for clients that want EdDSA.
     */
    record Keys(
            @DefaultValue("hubify-es256") String es256,
            @DefaultValue("hubify-rs256") String rs256,
            @DefaultValue("hubify-eddsa") String eddsa) {

        Keys {
            requireName("es256", es256);
            requireName("rs256", rs256);
            requireName("eddsa", eddsa);
        }

        private static void requireName(String property, String name) {
            if (!SigningKey.isName(name)) {
                throw new IllegalArgumentException("hubify.identity.signing.vault.keys." + property
                        + " must be up to 100 letters, digits, dots, hyphens and underscores, not '" + name + "'");
            }
        }
    }

    enum Authentication {
        TOKEN,
        APP_ROLE,
        KUBERNETES
    }

    /**
     * @param path Path of the AppRole login.
     * @param roleId Role id.
     * @param roleIdFile File with the role id, read at each login.
     * @param secretId Secret id.
     * @param secretIdFile File with the secret id, read at each login.
     */
    record AppRole(
            @DefaultValue("approle") String path,
            @Nullable Credential roleId,
            @Nullable Path roleIdFile,
            @Nullable Credential secretId,
            @Nullable Path secretIdFile) {}

    /**
     * @param path Path of the Kubernetes login.
     * @param role Role to log in with.
     * @param tokenFile File with the service account's token, read at each login.
     */
    record Kubernetes(
            @DefaultValue("kubernetes") String path,
            @Nullable String role,

            @DefaultValue("/var/run/secrets/kubernetes.io/serviceaccount/token")
            Path tokenFile) {}
}
