package com.hubify.identity.server.exchange;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.token.RequestedScopes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Scopes of an exchanged token: never more than those of the subject token, nor than those of the client. */
final class ExchangedScopes {

    private ExchangedScopes() {}

    /**
     * The requested scopes, without those about an end-user, which libraries add on their own; if none are requested, all that both the subject token and the client have.
     *
     * @throws OAuth2AuthenticationException with {@code invalid_scope} if one of them lacks a requested scope, or they have
     *     none in common
     */
    static Set<String> of(Set<String> requested, Scopes subject, Scopes client) {
        Set<String> asked = RequestedScopes.withoutPerson(requested);
        if (!asked.isEmpty()) {
            RequestedScopes.require(asked, client);
            Scopes wanted = Scopes.parse(asked).orElseThrow();
            subject.firstNotCovered(wanted).ifPresent(wider -> {
                throw ExchangeErrors.wider(wider);
            });
            return wanted.values();
        }
        Set<String> common = Stream.concat(covered(subject, client), covered(client, subject))
                .collect(Collectors.toUnmodifiableSet());
        if (common.isEmpty()) {
            throw ExchangeErrors.nothingInCommon();
        }
        return common;
    }

    private static Stream<String> covered(Scopes scopes, Scopes by) {
        return scopes.asSet().stream().filter(by::cover).map(Scope::value);
    }
}
