package com.hubify.identity.server.exchange;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.clerk.ClerkOrganization;
import com.hubify.identity.clerk.ClerkToken;
import com.hubify.identity.clerk.ClerkTokenVerifier;
import com.hubify.identity.keys.IssuerKeys;
import com.hubify.identity.keys.KeyPace;
import com.hubify.identity.keys.SignatureVerifiers;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.standing.Departures;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exchange of session tokens of the Clerk instance that people sign in with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionTokenProperties.class)
class SessionTokenConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SessionTokenConfiguration.class);

    @Bean
    SessionSubjectTokens sessionSubjectTokens(
            SessionTokenProperties properties,
            @Value("${hubify.identity.login.issuer}") String issuer,
            ClerkKeys clerkKeys,
            Revocations revocations,
            Departures departures,
            ActingMembers members,
            Clock clock,
            ApplicationEventPublisher events) {
        if (properties.isOpen(issuer)) {
            LOG.warn(
                    "Session tokens made for any origin are exchanged: hubify.identity.clerk.session-tokens.authorized-parties"
                            + " is not set. Set it to the origins of the pages that exchange them");
        }
        IssuerKeys keys = IssuerKeys.of(
                new SessionTokenKeys(issuer, clerkKeys),
                KeyPace.CLERK,
                new SignatureVerifiers(),
                Ticker.systemTicker());
        return new SessionSubjectTokens(
                new ClerkTokenVerifier(keys, properties.policy(issuer), clock),
                properties.isOn(issuer),
                revocations,
                departures::isBarred,
                token -> within(token, members),
                events);
    }

    // By the token's own role: a change of it ends the token.
    private static Scopes within(ClerkToken token, ActingMembers members) {
        ClerkOrganization active = token.organization();
        if (active == null) {
            return token.scopes();
        }
        Membership membership = new Membership(
                new Organization(active.id(), null, active.slug().isEmpty() ? null : active.slug()),
                active.role().isEmpty() ? null : active.role(),
                active.permissions(),
                token.issuedAt());
        return members.within(token.scopes(), membership);
    }
}
