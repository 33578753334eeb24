package com.hubify.identity.resource.verification;

import com.hubify.identity.clerk.ClerkFinding;
import com.hubify.identity.clerk.ClerkOrganization;
import com.hubify.identity.clerk.ClerkToken;
import com.hubify.identity.clerk.ClerkTokenKind;
import com.hubify.identity.clerk.ClerkTokenVerifier;
import com.hubify.identity.keys.KeysUnavailable;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Verifies tokens of a Clerk instance: session tokens, and other kinds where a setting says so. */
public final class ClerkVerifier implements TokenVerifier {

    private final ClerkTokenVerifier verifier;

    public ClerkVerifier(ClerkTokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Verification verify(SignedJWT token, JWTClaimsSet claims, boolean mayWait) {
        try {
            ClerkFinding finding = verifier.verify(token, mayWait);
            return finding instanceof ClerkFinding.Good good
                    ? accept(good.token())
                    : Verification.refused(reason(((ClerkFinding.Bad) finding).reason()));
        } catch (KeysUnavailable e) {
            return new Verification.Unavailable(e.retryAfter());
        }
    }

    private static Verification accept(ClerkToken token) {
        return new Verification.Accepted(caller(token), LineageDigest.of(token.lineage()), token.ends(), false);
    }

    private static Caller caller(ClerkToken token) {
        Caller caller = Caller.of(kind(token.kind()), token.subject(), token.scopes());
        if (token.client() != null) {
            caller = caller.withClientId(token.client());
        }
        if (token.signedInAt() != null) {
            caller = caller.withSignedInAt(token.signedInAt());
        }
        String acr = token.acr();
        if (acr != null) {
            caller = caller.withAcr(acr);
        }
        if (token.actor() != null) {
            caller = caller.withActor(token.actor());
        }
        ClerkOrganization active = token.organization();
        return active == null
                ? caller
                : caller.withOrganization(
                        new Caller.Organization(active.id(), active.slug(), active.role(), active.permissions()));
    }

    private static Caller.Kind kind(ClerkTokenKind kind) {
        return switch (kind) {
            case SESSION_TOKEN -> Caller.Kind.SESSION_TOKEN;
            case ACCESS_TOKEN -> Caller.Kind.CLERK_ACCESS_TOKEN;
            case ID_TOKEN -> Caller.Kind.CLERK_ID_TOKEN;
            case TEMPLATE_TOKEN -> Caller.Kind.TEMPLATE_TOKEN;
            case MACHINE_TOKEN -> Caller.Kind.MACHINE_TOKEN;
        };
    }

    private static Reason reason(ClerkFinding.Reason reason) {
        return switch (reason) {
            case HEADER -> Reason.HEADER;
            case UNKNOWN_KEY -> Reason.UNKNOWN_KEY;
            case SIGNATURE -> Reason.SIGNATURE;
            case TIME -> Reason.TIME;
            case BOUND -> Reason.BOUND;
            case CLAIMS -> Reason.CLAIMS;
            case PENDING -> Reason.PENDING;
            case IMPERSONATION -> Reason.IMPERSONATION;
            case ORIGIN -> Reason.ORIGIN;
            case AUDIENCE -> Reason.AUDIENCE;
        };
    }
}
