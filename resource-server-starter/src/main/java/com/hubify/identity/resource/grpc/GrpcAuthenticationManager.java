package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.use.KeyUses;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Verifies the credential of a gRPC call on the call's own thread. gRPC creates a thread for each concurrent call, so
 * the number of calls that wait for the issuer is limited here; calls beyond the limit are answered as if the issuer
 * were unavailable.
 */
final class GrpcAuthenticationManager implements AuthenticationManager {

    /** The default number of threads of a servlet service. */
    private static final int MOST_WAITING = 200;

    private final CredentialVerifier verifier;
    private final Duration staleness;
    private final KeyUses uses;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    GrpcAuthenticationManager(CredentialVerifier verifier, Duration staleness, KeyUses uses) {
        this.verifier = verifier;
        this.staleness = staleness;
        this.uses = uses;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String credential = ((BearerTokenAuthenticationToken) request).getToken();
        Sender sender = GrpcCredentials.senderOf(request);
        Verification now = verifier.verifyNow(credential, sender, staleness);
        VerifiedAuthentication known = VerifiedAuthentication.of(
                        now instanceof Verification.Unavailable ? verify(credential, sender) : now, credential, sender)
                .countedIn(uses);
        GrpcCall.count(known);
        return known;
    }

    private Verification verify(String credential, Sender sender) {
        if (!waiting.tryAcquire()) {
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        }
        try {
            return verifier.verify(credential, sender, staleness);
        } finally {
            waiting.release();
        }
    }
}
