package com.hubify.identity.resource.grpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.web.DemandJudge;
import com.hubify.identity.resource.web.RefusalLog;
import com.hubify.identity.resource.web.ScopeDecision;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;

class GrpcErrorsTests {

    private final GrpcErrors errors = new GrpcErrors(new RequestIds(new SecureRandom()), new RefusalLog());

    @Test
    void answersWithStatusesOfGrpc() {
        assertThat(status(new AuthenticationCredentialsNotFoundException("No credential")))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status(new CredentialRefused(Verification.Reason.REVOKED))).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status(new AuthorizationDeniedException(
                        "Access Denied", new ScopeDecision(Scopes.none(), true, false))))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(errors.handleException(new IllegalStateException("the service's own")))
                .isNull();
    }

    @Test
    void saysHowRecentASignInMustBe() {
        AuthorizationResult tooOld = new DemandJudge(null)
                .decide(
                        new HubifyAuthentication(Caller.of(Caller.Kind.ACCESS_TOKEN, "user_1", Scopes.none())),
                        HandlerDemand.ofSignIn("10m"));

        Status status = answer(new AuthorizationDeniedException("Access Denied", tooOld))
                .getStatus();

        assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(status.getDescription()).isEqualTo("The request needs a sign-in at most 600 seconds old.");
    }

    // In an outage, a good caller must come back with its credential, and not at once.
    @Test
    void saysWhenToComeBackAfterAnOutage() {
        StatusException answer = answer(new IssuerUnavailable("away", Duration.ofSeconds(3)));

        assertThat(answer.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(requireNonNull(answer.getTrailers())
                        .get(Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER)))
                .isEqualTo("3000");
    }

    private Status.Code status(Exception failure) {
        return answer(failure).getStatus().getCode();
    }

    private StatusException answer(Exception failure) {
        return requireNonNull(errors.handleException(failure));
    }
}
