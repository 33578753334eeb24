package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.client.ClientSecrets;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.limit.Budgets;
import com.hubify.identity.server.limit.Failures;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Slows those who guess clients' secrets, or make up clients and codes. Wrong secrets count against the client and the
 * guesser's network together, never against the client alone: an attacker must not be able to lock a client out.
 *
 * <p>Clients may sit behind the guesser's address. A right secret passes there, at any time and node, and so does a public
 * client with a code or token that is there. What keeps a secret is its length, then, and not this limit.
 */
@Component
class ClientGuesses {

    /** Ids that are not registered are counted as those that are, or a 429 would tell which is which. So many of a network. */
    private static final int IDS = 256;

    private static final String TOKEN = "/oauth2/token";

    private final RegisteredClientRepository clients;
    private final ClientSecrets secrets;
    private final PresentedGrants grants;
    private final Failures ofClient;
    private final Failures ofNetwork;

    @Autowired
    ClientGuesses(
            Budgets budgets,
            RegisteredClientRepository clients,
            ClientSecrets secrets,
            PresentedGrants grants,
            LimitProperties properties) {
        this(budgets, clients, secrets, grants, properties, TimeMeter.SYSTEM_NANOTIME);
    }

    ClientGuesses(
            Budgets budgets,
            RegisteredClientRepository clients,
            ClientSecrets secrets,
            PresentedGrants grants,
            LimitProperties properties,
            TimeMeter time) {
        this.clients = clients;
        this.secrets = secrets;
        this.grants = grants;
        this.ofClient = new Failures(
                budgets, Rates.limit("failures.client", properties.failures().client()), time);
        this.ofNetwork = new Failures(
                budgets, Rates.limit("failures.network", properties.failures().network()), time);
    }

    /** How long this request's sender must wait, if the request must not go on. */
    Optional<Duration> refused(HttpServletRequest request) {
        PresentedClient client = PresentedClient.of(request);
        String network = SenderNetwork.current();
        Optional<Duration> wait = ofNetwork.wait(network);
        if (wait.isEmpty() && client.secret() != null) {
            wait = ofClient.wait(who(client, network));
        }
        return wait.filter(it -> !isNoGuess(request, client));
    }

    /** One look-up, and a digest that is no work. Attack: have the server try secrets with BCrypt, or load it, past the limit. */
    private boolean isNoGuess(HttpServletRequest request, PresentedClient presented) {
        RegisteredClient client = presented.id().isEmpty() ? null : clients.findByClientId(presented.id());
        if (client == null) {
            return false;
        }
        String secret = presented.secret();
        if (secret != null) {
            return secrets.isKnownAs(secret, client.getClientSecret());
        }
        // Elsewhere a public client has nothing to guess; how often it may ask there is limited by itself.
        return isPublic(client) && (!request.getServletPath().equals(TOKEN) || grants.areIn(request));
    }

    private static boolean isPublic(RegisteredClient client) {
        return client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE);
    }

    /** In the thread of the request. */
    @EventListener
    void count(ClientRefused refused) {
        String network = SenderNetwork.current();
        ofNetwork.count(network);
        if (refused.error().equals(OAuth2ErrorCodes.INVALID_CLIENT)
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes served) {
            PresentedClient client = PresentedClient.of(served.getRequest());
            if (client.secret() != null) {
                ofClient.count(who(client, network));
            }
        }
    }

    private static String who(PresentedClient client, String network) {
        return Math.floorMod(client.id().hashCode(), IDS) + " " + network;
    }
}
