package com.hubify.identity.server.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;

/**
 * An empty session registry. The authorization server's default would keep all sessions in this node's memory for ever; our
 * tokens take {@code sid} from the sign-in itself.
 */
final class UntrackedSessions implements SessionRegistry {

    @Override
    public List<Object> getAllPrincipals() {
        return List.of();
    }

    @Override
    public List<SessionInformation> getAllSessions(Object principal, boolean includeExpiredSessions) {
        return List.of();
    }

    @Override
    public @Nullable SessionInformation getSessionInformation(String sessionId) {
        return null;
    }

    @Override
    public void refreshLastRequest(String sessionId) {
        // nothing is stored
    }

    @Override
    public void registerNewSession(String sessionId, Object principal) {
        // nothing is stored
    }

    @Override
    public void removeSessionInformation(String sessionId) {
        // nothing is stored
    }
}
