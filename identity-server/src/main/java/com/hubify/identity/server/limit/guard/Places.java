package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.limit.Limit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Which limits a request counts for. */
@Component
@EnableConfigurationProperties(LimitProperties.class)
class Places {

    private static final String SIGN_IN = "/oauth2/authorization/";
    private static final String API = "/v1/";
    private static final String KEYS = "/v1/api-keys";
    private static final String WEBHOOKS = "/webhooks/";

    private final Map<String, List<Place>> exact;
    private final List<Place> signIn;
    private final List<Place> webhooks;
    private final List<Place> api;
    private final List<Place> keyCreation;

    Places(LimitProperties properties) {
        this.exact = Map.of(
                "/oauth2/token",
                List.of(Place.of("token", properties.token())),
                "/oauth2/introspect",
                List.of(Place.of("introspection", properties.introspection())),
                "/oauth2/revoke",
                List.of(Place.of("revocation", properties.revocation())),
                "/oauth2/device_authorization",
                List.of(Place.of("device", properties.device())),
                "/oauth2/device_verification",
                List.of(Place.of(
                        "user-code",
                        properties.userCode().subject(),
                        properties.userCode().network())),
                "/oauth2/authorize",
                List.of(Place.of(
                        "authorize",
                        properties.authorize().subject(),
                        properties.authorize().network())));
        this.signIn = List.of(Place.of("sign-in", properties.signIn().network()));
        this.webhooks = List.of(Place.of("webhooks", properties.webhooks().network()));
        Place all = Place.of("api", properties.api());
        this.api = List.of(all);
        this.keyCreation =
                List.of(Place.ofPeople("key-creation", properties.keyCreation().subject()), all);
    }

    /** All of them. */
    Stream<Limit> limits() {
        return Stream.concat(exact.values().stream(), Stream.of(signIn, webhooks, keyCreation))
                .flatMap(List::stream)
                .flatMap(place -> Stream.of(place.client(), place.subject(), place.network()))
                .flatMap(Stream::ofNullable)
                .distinct();
    }

    /** In the order in which they are asked; what an answer says is the last one's. Empty if nothing is counted. */
    List<Place> of(HttpServletRequest request) {
        String path = request.getServletPath();
        List<Place> known = exact.get(path);
        if (known != null) {
            return known;
        }
        if (path.startsWith(API)) {
            boolean makesKey = path.equals(KEYS) && request.getMethod().equals(HttpMethod.POST.name());
            return makesKey ? keyCreation : api;
        }
        if (path.startsWith(SIGN_IN)) {
            return signIn;
        }
        return path.startsWith(WEBHOOKS) ? webhooks : List.of();
    }
}
