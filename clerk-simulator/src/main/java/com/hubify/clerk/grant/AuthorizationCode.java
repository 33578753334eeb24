package com.hubify.clerk.grant;

import com.hubify.clerk.credential.OpaqueTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a code was issued for. It can be spent once, and remembers that it was. */
public final class AuthorizationCode {

    private final Grant grant;
    private final @Nullable String redirectUri;
    private final @Nullable String challenge;
    private final Instant expiresAt;
    private final AtomicBoolean spent = new AtomicBoolean();

    AuthorizationCode(Grant grant, @Nullable String redirectUri, @Nullable String challenge, Instant expiresAt) {
        this.grant = grant;
        this.redirectUri = redirectUri;
        this.challenge = challenge;
        this.expiresAt = expiresAt;
    }

    public Grant grant() {
        return grant;
    }

    public boolean isUsableAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    public boolean isSpent() {
        return spent.get();
    }

    /** Spends the code. False for all but the first caller. */
    boolean spend() {
        return spent.compareAndSet(false, true);
    }

    /** Whether the redirect address equals the one of the request, if that one named any (RFC 6749, section 4.1.3). */
    public boolean wasRequestedWith(@Nullable String presentedRedirectUri) {
        return redirectUri == null || redirectUri.equals(presentedRedirectUri);
    }

    public boolean hasChallenge() {
        return challenge != null;
    }

    /** RFC 7636, section 4.6, method S256. */
    public boolean isAnsweredBy(String verifier) {
        if (challenge == null) {
            return false;
        }
        String answer = Base64.getUrlEncoder().withoutPadding().encodeToString(OpaqueTokens.sha256(verifier));
        return MessageDigest.isEqual(bytes(answer), bytes(challenge));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
