package com.hubify.identity.resource.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTests {

    private static final Scopes LABS = Scopes.parse("labs:read labs:write").orElseThrow();
    private static final Scopes PODS = Scopes.parse("pods:read labs:read").orElseThrow();

    @Test
    void addsUpWhatRuleAndHandlerNeed() {
        assertThat(BearerErrors.noCredential(LABS).needing(PODS).challenge())
                .containsEntry("scope", "labs:read labs:write pods:read");
        assertThat(BearerErrors.noCredential(Scopes.none()).needing(PODS).challenge())
                .containsEntry("scope", "pods:read labs:read");
    }

    @Test
    void namesNoScopesWhereAnotherCredentialWouldNotHelp() {
        Refusal away = BearerErrors.of(new IssuerUnavailable("away", Duration.ofSeconds(1)));

        assertThat(away.needing(LABS)).isSameAs(away);
    }

    // What a caller lacks is said already, and to the letter.
    @Test
    void leavesTheScopesOfA403() {
        assertThat(BearerErrors.insufficientScope(LABS).needing(PODS).challenge())
                .containsEntry("scope", LABS.toString());
    }
}
