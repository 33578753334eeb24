package com.hubify.identity.server.signin;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.logout.SignOut;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.session.HeldSession;
import com.hubify.identity.server.session.HeldSessions;
import com.hubify.identity.server.session.RevokedSignIns;
import com.hubify.identity.server.session.SignInAuthentication;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The sign-ins of a person in other browsers than the present one. */
@Component
class SignIns {

    private static final Comparator<SignInView> HERE_FIRST = Comparator.comparing((SignInView view) -> !view.here())
            .thenComparing(view -> view.held().lastSeen(), Comparator.reverseOrder());

    private final HeldSessions sessions;
    private final RevokedSignIns revoked;
    private final Revocations revocations;
    private final SignOut signOut;

    SignIns(HeldSessions sessions, RevokedSignIns revoked, Revocations revocations, SignOut signOut) {
        this.sessions = sessions;
        this.revoked = revoked;
        this.revocations = revocations;
        this.signOut = signOut;
    }

    /** All of them, the present one first, then those seen last. */
    List<SignInView> of(Principal present) {
        return sessions.of(present.getName()).stream()
                .filter(held -> !revoked.hasEnded(held.signIn()))
                .map(held -> new SignInView(held, isOf(present, held)))
                .sorted(HERE_FIRST)
                .toList();
    }

    private static boolean isOf(Principal present, HeldSession held) {
        return present instanceof SignInAuthentication signIn
                && signIn.sessionId().equals(held.signIn().sessionId());
    }

    List<SignInView> elsewhere(Principal present) {
        return of(present).stream().filter(view -> !view.here()).toList();
    }

    /** Ends one of them. Ids of other people, and the present sign-in, are passed over alike. */
    void end(Principal present, String id) {
        elsewhere(present).stream()
                .filter(view -> view.id().equals(id))
                .forEach(view -> signOut.endElsewhere(view.held()));
    }

    void endOthers(Principal present) {
        elsewhere(present).forEach(view -> signOut.endElsewhere(view.held()));
    }

    /** Whether a sign-in with this id has ended, whoever's it was. */
    boolean hasEnded(String id) {
        return Ancestor.isId(Ancestor.Kind.SESSION, id)
                && revocations.isRevoked(new Lineage(Instant.EPOCH, List.of(new Ancestor(Ancestor.Kind.SESSION, id))));
    }
}
