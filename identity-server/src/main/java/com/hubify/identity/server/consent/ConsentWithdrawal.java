package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Takes back what a person allowed earlier and unticks now. Spring's providers add to an answer all that was allowed
 * earlier, so it has to be forgotten before they see the answer.
 */
@Component
class ConsentWithdrawal {

    private final Consents consents;
    private final ApplicationEventPublisher events;

    ConsentWithdrawal(Consents consents, ApplicationEventPublisher events) {
        this.consents = consents;
        this.events = events;
    }

    /**
     * A wider scope goes with the part of it that was unticked: {@code labs:*} can't stay without {@code labs:write}. What a
     * ticked one covers is not taken back: it has it still. {@code *} is never ticked for the person, so that leaving it unticked is
     * no answer: what the client got with it elsewhere stays.
     *
     * @param ticked the scopes of a form that allows
     */
    void apply(OAuth2Authorization pending, RegisteredClient client, Set<String> ticked) {
        String account = pending.getPrincipalName();
        Set<String> before = consents.allowed(account, client.getId());
        Set<Scope> stillTicked =
                ticked.stream().flatMap(scope -> Scope.parse(scope).stream()).collect(Collectors.toSet());
        Set<Scope> unticked = new ConsentQuestion(pending, client, before)
                .decidedBefore().stream()
                        .filter(scope -> !scope.equals(Scope.ALL))
                        .filter(scope -> stillTicked.stream().noneMatch(held -> held.covers(scope)))
                        .collect(Collectors.toSet());
        if (unticked.isEmpty()) {
            return;
        }
        Set<String> gone = before.stream()
                .filter(held -> Scope.parse(held)
                        .filter(wide -> unticked.stream().anyMatch(wide::covers))
                        .isPresent())
                .collect(Collectors.toSet());
        consents.takeBack(account, client.getId(), gone);
        events.publishEvent(new ConsentTakenBack(account, client.getId(), unticked));
    }
}
