package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.api.ApiRefusal;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Revocations by operators who are people: all kinds but signing keys, which have a page of their own. */
@Component
public class RevocationOrders {

    private final Revocations revocations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevocationOrders(Revocations revocations, ApplicationEventPublisher events, Clock clock) {
        this.revocations = revocations;
        this.events = events;
        this.clock = clock;
    }

    /** The kinds that may be ordered, by their words. */
    public static List<String> kinds() {
        return RevokeAncestor.kinds()
                .filter(kind -> kind != Ancestor.Kind.SIGNING_KEY)
                .map(Ancestor.Kind::word)
                .toList();
    }

    /**
     * Revokes what is of this kind and id, with all that descends from it until now.
     *
     * @param operator the person's account id
     * @throws ApiRefusal if the kind can't be ordered, or the id can't be one of the kind; nothing is revoked then
     */
    public void revoke(String kind, String id, String operator) {
        Revocation revocation = new RevokeAncestor(kinds().contains(kind) ? kind : "", id, null).parse(clock.instant());
        revocations.publish(revocation);
        events.publishEvent(new RevokedByOperator(revocation, operator));
    }
}
