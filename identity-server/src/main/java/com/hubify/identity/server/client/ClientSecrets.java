package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Digests of client secrets. Generated secrets have 256 random bits, so SHA-256 is enough; a slow hash at every token
 * request would gain nothing. A client that is changing its secret has two, whose digests are separated by a space; each is
 * compared to its end. Secrets that people chose can be given as {@code {bcrypt}…}.
 */
public final class ClientSecrets implements PasswordEncoder {

    private static final String SHA256 = "{sha256}";

    // 256 bits in base64url: 42 full characters, and one that carries 4 bits, so that only 16 of them are possible.
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]?\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");

    /** How long a secret may wait to be checked; shorter than the time-outs of clients. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final SlowSecrets bcryptSecrets = new SlowSecrets(
            PasswordEncoderFactories.createDelegatingPasswordEncoder(),
            Runtime.getRuntime().availableProcessors(),
            LONGEST_WAIT);

    private final SecretUses uses;

    /** @param uses learns of each secret of a client that matched, by its digest */
    ClientSecrets(SecretUses uses) {
        this.uses = uses;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : SHA256 + Sha256.base64Url(secret.toString());
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        if (secret == null || encoded == null) {
            return false;
        }
        Optional<String> matching = matching(secret.toString(), encoded.split(" "));
        matching.ifPresent(uses::note);
        return matching.isPresent();
    }

    private Optional<String> matching(String secret, String[] digests) {
        String presented = digest(secret);
        String matching = null;
        for (String digest : digests) {
            boolean isOne = digest.startsWith(SHA256)
                    ? areEqual(presented, digest)
                    : matching == null && bcryptSecrets.matches(secret, digest, SenderNetwork.current());
            matching = isOne ? digest : matching;
        }
        return Optional.ofNullable(matching);
    }

    /**
     * Whether it is right, as far as that is known without the work of BCrypt: a secret with such a digest must have matched
     * at this node before. Notes no use.
     */
    public boolean isKnownAs(String secret, @Nullable String encoded) {
        String presented = digest(secret);
        boolean isOne = false;
        for (String digest : encoded == null ? new String[0] : encoded.split(" ")) {
            isOne |= digest.startsWith(SHA256) ? areEqual(presented, digest) : bcryptSecrets.hasMatched(secret, digest);
        }
        return isOne;
    }

    private static boolean areEqual(String presented, String digest) {
        return MessageDigest.isEqual(
                presented.getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
    }

    /** A digest of a random secret: it is long enough that nobody guesses it (256 bits). */
    public static String digest(String secret) {
        return SHA256 + Sha256.base64Url(secret);
    }

    /** Never: Spring would re-hash the secret and store the client after a match, at the price of a write per token. */
    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return false;
    }

    /**
     * Reads a secret from the configuration, plain or encoded. Empty if the encoding is unknown or malformed, so that this
     * is found at the start and not at the first request.
     */
    static Optional<String> fromConfiguration(String secret) {
        if (!secret.startsWith("{")) {
            return secret.isBlank() ? Optional.empty() : Optional.of(SHA256 + Sha256.base64Url(secret));
        }
        return isEncoded(secret) ? Optional.of(secret) : Optional.empty();
    }

    /** Whether it is a {sha256} digest, or a BCrypt digest of an acceptable cost. */
    public static boolean isEncoded(String secret) {
        return secret.startsWith(SHA256)
                ? DIGEST.matcher(secret.substring(SHA256.length())).matches()
                : BCRYPT.matcher(secret).matches();
    }
}
